import { and, asc, eq, or, sql } from 'drizzle-orm';
import { job } from '#lib/db/schema/index.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import type { ClusterScope } from './cluster-row.ts';
import { isAway, markAway, markBack } from './reachable.ts';
import { removeJob } from './remove-job.ts';
import { stopAtAgent } from './stop-at-agent.ts';
import { submitJob } from './submit-job.ts';

const BATCH = 200;
const AT_ONCE = 8;
const OPEN = sql`state not in ('succeeded', 'failed', 'stopped')`;

/**
 * Makes what people want so: sends what was not sent, stops what should stop, removes what was deleted.
 * Answers true when there was more than one batch. A silent agent leaves everything as it is, with the reason.
 */
export async function dispatch(scope: ClusterScope): Promise<boolean> {
  const { db, clusterId } = scope;
  const rows = await db
    .select()
    .from(job)
    .where(
      and(
        eq(job.clusterId, clusterId),
        or(
          eq(job.desired, 'deleted'),
          and(OPEN, eq(job.desired, 'stop')),
          and(OPEN, eq(job.desired, 'run'), sql`${job.dispatchedAttempt} < ${job.attempt}`),
        ),
        // Written as the partial index has it.
        sql`(state not in ('succeeded', 'failed', 'stopped') or desired = 'deleted')`,
      ),
    )
    .orderBy(asc(job.id))
    .limit(BATCH);
  const due = rows.filter((row) => (scope.trouble.get(row.id)?.notBefore ?? 0) <= Date.now());
  for (let at = 0; at < due.length; at += AT_ONCE) {
    const some = due.slice(at, at + AT_ONCE);
    const results = await Promise.allSettled(some.map((row) => settle(scope, row)));
    const failed = results.flatMap((result, i) =>
      result.status === 'rejected' ? [{ id: some[i]?.id ?? '', error: result.reason as unknown }] : [],
    );
    const away = failed.find(({ error }) => isAway(error));
    if (away) {
      await markAway(db, clusterId, away.error);
      throw away.error;
    }
    for (const { id, error } of failed) tryLater(scope, id, error);
  }
  if (due.length > 0) await markBack(db, clusterId);
  return rows.length === BATCH && due.length > 0;
}

/** One job that the agent answers with an error keeps no other waiting; it is tried again, ever more rarely. */
function tryLater({ trouble, logger }: ClusterScope, jobId: string, error: unknown): void {
  const count = (trouble.get(jobId)?.count ?? 0) + 1;
  trouble.set(jobId, { count, notBefore: Date.now() + Math.min(60_000, 1000 * 2 ** count) });
  logger.warn({ jobId, count, err: error }, 'a job could not be dispatched; trying again');
}

async function settle(scope: ClusterScope, row: JobRow): Promise<void> {
  if (row.desired === 'deleted') await removeJob(scope, row);
  else if (row.desired === 'stop') await stopAtAgent(scope, row);
  else await submitJob(scope, row);
  scope.trouble.delete(row.id);
}
