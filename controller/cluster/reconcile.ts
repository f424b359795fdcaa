import { and, eq, inArray, sql } from 'drizzle-orm';
import type { ObservedJob } from '#lib/contracts/agent/index.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { cluster, job } from '#lib/db/schema/index.ts';
import { adoptEnd } from '#lib/domain/jobs/adopt-end.ts';
import { resubmitJob } from '#lib/domain/jobs/resubmit-job.ts';
import type { ClusterScope } from './cluster-row.ts';

const OPEN = sql`state not in ('succeeded', 'failed', 'stopped')`;
type Known = Pick<typeof job.$inferSelect, 'id' | 'state' | 'attempt' | 'desired'>;

/**
 * Compares what is written here with what the agent has; answers whether something must be dispatched.
 * The rows are read before the agent is asked: what was acknowledged then and is missing now is truly unknown there.
 */
export async function reconcile(scope: ClusterScope, signal: AbortSignal): Promise<boolean> {
  const { db, agent, clusterId, logger } = scope;
  const acknowledged = await db
    .select({ id: job.id, state: job.state, attempt: job.attempt, desired: job.desired })
    .from(job)
    .where(and(eq(job.clusterId, clusterId), OPEN, sql`${job.dispatchedAttempt} = ${job.attempt}`));
  const info = await agent.call('info', { signal });
  const { items } = await agent.call('listJobs', { signal });
  const there = new Map(items.map((item) => [item.id, item]));
  let woken = false;
  for (const row of acknowledged) {
    const seen = there.get(row.id);
    if (!seen || seen.attempt < row.attempt) {
      logger.warn(
        { jobId: row.id, attempt: row.attempt },
        'the agent does not know a job it had; sending it again',
      );
      if (await resubmitJob(db, row.id, row.attempt)) woken = true;
    } else if (seen.attempt === row.attempt && isFinal(seen.state))
      await adoptMissedEnd(scope, info, row, seen);
  }
  await clearUnknown(scope, items);
  return woken;
}

/** The agent has ended it and its log holds nothing more to read: the event that said so is lost. */
async function adoptMissedEnd(
  { db, clusterId, logger }: ClusterScope,
  info: { logId: string; lastSeq: number },
  row: Known,
  seen: ObservedJob,
): Promise<void> {
  const [place] = await db
    .select({ cursor: cluster.cursor, logId: cluster.logId })
    .from(cluster)
    .where(eq(cluster.id, clusterId));
  if (place?.logId !== info.logId || place.cursor < info.lastSeq) return;
  if (await adoptEnd(db, row.id, seen))
    logger.warn({ jobId: row.id, state: seen.state }, 'a job had ended without an event; adopted its end');
}

/** What runs at the agent but has no open row here is stopped; what ended and has no row is removed. */
async function clearUnknown(
  { db, agent, clusterId, logger }: ClusterScope,
  items: ObservedJob[],
): Promise<void> {
  if (items.length === 0) return;
  const rows = await db
    .select({ id: job.id, state: job.state, attempt: job.attempt })
    .from(job)
    .where(
      and(
        eq(job.clusterId, clusterId),
        inArray(
          job.id,
          items.map((item) => item.id),
        ),
      ),
    );
  const here = new Map(rows.map((row) => [row.id, row]));
  for (const item of items) {
    const row = here.get(item.id);
    const over = !row || (isFinal(row.state) && row.attempt === item.attempt);
    if (over && !isFinal(item.state) && item.state !== 'stopping') {
      logger.warn(
        { jobId: item.id, known: Boolean(row) },
        'a job runs at the agent that is over here; stopping it',
      );
      await agent.call('stopJob', { id: item.id, body: { graceSeconds: 30 } });
    } else if (!row && isFinal(item.state)) await agent.call('deleteJob', { id: item.id });
  }
}
