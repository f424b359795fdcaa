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
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const results = await Promise.allSettled(rows.slice(at, at + AT_ONCE).map((row) => settle(scope, row)));
    const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    const away = failed.find(isAway);
    if (away) await markAway(db, clusterId, away);
    if (failed.length > 0) throw failed[0];
  }
  if (rows.length > 0) await markBack(db, clusterId);
  return rows.length === BATCH;
}

async function settle(scope: ClusterScope, row: JobRow): Promise<void> {
  if (row.desired === 'deleted') return removeJob(scope, row);
  if (row.desired === 'stop') return stopAtAgent(scope, row);
  return submitJob(scope, row);
}
