import { and, eq, sql } from 'drizzle-orm';
import { cluster } from '#lib/db/schema/index.ts';
import { AgentCallError } from '#lib/platform/agent-client.ts';
import { applyOrSkip } from './apply-or-skip.ts';
import { type ClusterScope, readCluster } from './cluster-row.ts';
import { isAway, markAway, markBack } from './reachable.ts';

const LIMIT = 1000;
const WAIT_SECONDS = 20;
/** Between two reads, so that a chatty runner makes batches and not a transaction an event. */
const GATHER_MS = 200;

/** Reads what follows the cursor and applies it; answers true at once when there may be more. */
export async function ingest(scope: ClusterScope, signal: AbortSignal): Promise<boolean> {
  const { db, agent, clusterId, logger } = scope;
  const place = await readCluster(db, clusterId);
  let batch: Awaited<ReturnType<typeof agent.events>>;
  try {
    batch = await agent.events({ after: place.cursor, limit: LIMIT, waitSeconds: WAIT_SECONDS }, signal);
  } catch (error) {
    if (signal.aborted) return false;
    if (error instanceof AgentCallError && error.code === 'cursor.unknown') {
      const { logId } = await agent.call('info');
      await startLog(scope, place, logId);
      return true;
    }
    if (isAway(error)) await markAway(db, clusterId, error);
    throw error;
  }
  await markBack(db, clusterId);
  if (batch.logId !== place.logId) {
    await startLog(scope, place, batch.logId);
    return true;
  }
  if (batch.events.length === 0) return true;
  await applyOrSkip({ db, logger }, { clusterId, logId: batch.logId }, batch.events);
  if (batch.events.length < LIMIT)
    await new Promise((resolve) => setTimeout(resolve, signal.aborted ? 0 : GATHER_MS));
  return true;
}

/** Another log than the one the cursor counts in: it is read from its beginning. */
async function startLog(
  { db, clusterId, logger }: ClusterScope,
  was: { logId: string | null; cursor: number },
  logId: string,
): Promise<void> {
  if (was.logId)
    logger.warn({ clusterId, was: was.logId, logId }, 'the agent has a new log; reading it from 0');
  await db
    .update(cluster)
    .set({ logId, cursor: 0 })
    .where(and(eq(cluster.id, clusterId), sql`${cluster.logId} is not distinct from ${was.logId}`));
}
