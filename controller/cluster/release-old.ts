import { and, asc, eq, lt, sql } from 'drizzle-orm';
import { job } from '#lib/db/schema/index.ts';
import limits from '#spec/facts/limits.json' with { type: 'json' };
import type { ClusterScope } from './cluster-row.ts';

const BATCH = 100;
const KEPT_MS = limits.task_log_retention_days * 86_400_000;

/** Lets the agent forget jobs that ended long ago: their logs and checkpoints go; rows and curves stay. */
export async function releaseOld({ db, agent, clusterId }: ClusterScope): Promise<boolean> {
  const rows = await db
    .select({ id: job.id, attempt: job.attempt, sentAttempt: job.sentAttempt })
    .from(job)
    .where(
      and(
        eq(job.clusterId, clusterId),
        lt(job.finishedAt, new Date(Date.now() - KEPT_MS)),
        sql`released_at is null and finished_at is not null`,
        sql`state in ('succeeded', 'failed', 'stopped') and desired <> 'deleted'`,
        sql`(keep_logs_uri is null or logs_kept_at is not null)`,
      ),
    )
    .orderBy(asc(job.finishedAt))
    .limit(BATCH);
  for (const row of rows) {
    if (row.sentAttempt > 0) await agent.call('deleteJob', { id: row.id });
    await db
      .update(job)
      .set({ releasedAt: new Date() })
      .where(and(eq(job.id, row.id), eq(job.attempt, row.attempt)));
  }
  return rows.length === BATCH;
}
