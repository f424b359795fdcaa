import { asc } from 'drizzle-orm';
import { ClusterList, ListClustersInput } from '#lib/contracts/clusters.ts';
import { cluster } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { pageOf } from './page-of.ts';
import { isReachable } from './pool-rows.ts';

/** Registered clusters and what their agents last said; addresses and tokens stay inside. */
export const listClusters = defineRead({
  name: 'cluster.list',
  permission: 'cluster:read',
  input: ListClustersInput,
  output: ClusterList,
  run: async ({ tx, input }) => {
    const rows = await tx.select().from(cluster).orderBy(asc(cluster.id));
    const all = rows.map((row) => ({
      id: row.id,
      name: row.name,
      reachable: isReachable(row),
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      awaySince: row.awaySince?.toISOString() ?? null,
      info: row.info,
    }));
    return pageOf(all, input);
  },
});
