import { FlavorList, ListFlavorsInput } from '#lib/contracts/clusters.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';
import { pageOf } from './page-of.ts';
import { readPools, toPoolSummary } from './pool-rows.ts';

/** Flavors of one pool, or of every pool that the account may use. */
export const listFlavors = defineRead({
  name: 'flavor.list',
  permission: 'cluster:read',
  input: ListFlavorsInput,
  output: FlavorList,
  run: async ({ ctx, tx, input }) => {
    const pools = (await readPools(tx, ctx.accountId, input.poolId)).map(toPoolSummary);
    if (input.poolId && pools.length === 0) throw notFound('pool', input.poolId);
    const all = pools.flatMap((pool) => pool.flavors.map((flavor) => ({ ...flavor, poolId: pool.id })));
    return pageOf(all, input, (flavor) => `${flavor.poolId}.${flavor.id}`);
  },
});
