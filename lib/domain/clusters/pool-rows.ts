import { and, asc, desc, eq, isNull, or } from 'drizzle-orm';
import type { PoolSummary } from '#lib/contracts/clusters.ts';
import type { Tx } from '#lib/db/client.ts';
import { cluster, pool } from '#lib/db/schema/index.ts';
import { flavorsOf } from './flavors.ts';

export type PoolRow = { pool: typeof pool.$inferSelect; cluster: typeof cluster.$inferSelect };

/** Pools that an account may use: the public ones and its own; public first. */
export async function readPools(tx: Tx, accountId: string, poolId?: string): Promise<PoolRow[]> {
  return tx
    .select({ pool, cluster })
    .from(pool)
    .innerJoin(cluster, eq(cluster.id, pool.clusterId))
    .where(
      and(
        or(isNull(pool.accountId), eq(pool.accountId, accountId)),
        poolId === undefined ? undefined : eq(pool.id, poolId),
      ),
    )
    .orderBy(desc(pool.kind), asc(pool.id));
}

export const toPoolSummary = ({ pool: row, cluster: behind }: PoolRow): PoolSummary => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  clusterId: behind.id,
  clusterName: behind.name,
  reachable: isReachable(behind),
  driverVersion: behind.info?.driverVersion ?? null,
  flavors: behind.info ? flavorsOf(behind.info, behind.cardMemoryBytes) : [],
});

export const isReachable = (row: Pick<PoolRow['cluster'], 'lastSeenAt' | 'awaySince'>): boolean =>
  row.lastSeenAt !== null && row.awaySince === null;
