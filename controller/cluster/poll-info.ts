import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import { cluster } from '#lib/db/schema/index.ts';
import { notifyEveryAccount } from '#lib/domain/clusters/notify-every-account.ts';
import { type ClusterScope, readCluster } from './cluster-row.ts';
import { isAway, markAway, markBack } from './reachable.ts';

/** Asks the agent what it is and has; live pages hear of it when something changed. */
export async function pollInfo(
  { db, agent, clusterId }: ClusterScope,
  signal: AbortSignal,
): Promise<undefined> {
  try {
    const info = await agent.call('info', { signal });
    const cards = info.cards > 0 ? (await agent.call('cards', { signal })).items : [];
    const memories = cards.map((card) => card.memoryBytes).filter((bytes) => bytes > 0);
    const before = await readCluster(db, clusterId);
    await db
      .update(cluster)
      .set({
        info,
        lastSeenAt: new Date(),
        cardMemoryBytes: memories.length > 0 ? Math.min(...memories) : null,
      })
      .where(eq(cluster.id, clusterId));
    await markBack(db, clusterId);
    // Compared as values: PostgreSQL gives a JSON object's keys back in an order of its own.
    const shown = (value: typeof before.info) => value && { ...value, lastSeq: 0 };
    if (!isDeepStrictEqual(shown(before.info), shown(info)) || before.awaySince)
      await notifyEveryAccount(db, 'cluster', clusterId);
  } catch (error) {
    if (signal.aborted) return;
    if (isAway(error)) await markAway(db, clusterId, error);
    throw error;
  }
}
