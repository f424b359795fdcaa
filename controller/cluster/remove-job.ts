import { and, eq } from 'drizzle-orm';
import { job } from '#lib/db/schema/index.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import type { ClusterScope } from './cluster-row.ts';

/** Frees what the agent holds, then the row goes, with its history and curves. */
export async function removeJob({ db, agent }: ClusterScope, row: JobRow): Promise<void> {
  if (row.sentAttempt > 0 && !row.releasedAt) await agent.call('deleteJob', { id: row.id });
  await db.delete(job).where(and(eq(job.id, row.id), eq(job.desired, 'deleted')));
}
