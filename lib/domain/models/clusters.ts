import { eq, isNull, or } from 'drizzle-orm';
import { AgentInfo } from '#lib/contracts/agent/index.ts';
import type { Tx } from '#lib/db/client.ts';
import { cluster, pool } from '#lib/db/schema/index.ts';
import type { ClusterInfo } from './templates/abilities.ts';

/** What the clusters behind this account's pools last said of themselves; silent ones are left out. */
export async function clustersOf(tx: Tx, accountId: string): Promise<ClusterInfo[]> {
  const rows = await tx
    .selectDistinct({ id: cluster.id, info: cluster.info })
    .from(pool)
    .innerJoin(cluster, eq(cluster.id, pool.clusterId))
    .where(or(isNull(pool.accountId), eq(pool.accountId, accountId)));
  return rows.flatMap((row) => {
    const parsed = AgentInfo.safeParse(row.info);
    return parsed.success ? [parsed.data] : [];
  });
}
