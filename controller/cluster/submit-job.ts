import { and, eq, sql } from 'drizzle-orm';
import { job } from '#lib/db/schema/index.ts';
import { endJob } from '#lib/domain/jobs/end-job.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import { AgentCallError } from '#lib/platform/agent-client.ts';
import type { ClusterScope } from './cluster-row.ts';
import { isAway } from './reachable.ts';

/**
 * PUTs one attempt. `sentAttempt` is written first: from then on the job may be at the agent, whatever becomes of
 * the answer, so a stop has to ask there. Repeating the PUT is harmless.
 */
export async function submitJob({ db, agent, logger }: ClusterScope, row: JobRow): Promise<void> {
  const mine = and(eq(job.id, row.id), eq(job.attempt, row.attempt), eq(job.desired, 'run'));
  const [sent] = await db
    .update(job)
    .set({ sentAttempt: row.attempt })
    .where(and(mine, sql`state not in ('succeeded', 'failed', 'stopped')`))
    .returning({ id: job.id });
  if (!sent) return;
  try {
    await agent.call('submitJob', { id: row.id, body: { attempt: row.attempt, spec: row.spec } });
  } catch (error) {
    if (!(error instanceof AgentCallError) || isAway(error)) throw error;
    logger.warn({ jobId: row.id, code: error.code, err: error }, 'the agent refused a job');
    await endJob(db, row.id, {
      attempt: row.attempt,
      failure: {
        code: error.code,
        kind: 'system',
        message: `The cluster refused the job: ${error.message}`,
        advice: 'Change what it names and submit it again; an administrator finds more in the agent log.',
      },
    });
    return;
  }
  await db.update(job).set({ dispatchedAttempt: row.attempt }).where(mine);
}
