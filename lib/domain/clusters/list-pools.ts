import { ListPoolsInput, PoolList } from '#lib/contracts/clusters.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { pageOf } from './page-of.ts';
import { readPools, toPoolSummary } from './pool-rows.ts';

/** The public pools and the account's own, with the flavors that their clusters offer now. */
export const listPools = defineRead({
  name: 'pool.list',
  permission: 'cluster:read',
  input: ListPoolsInput,
  output: PoolList,
  run: async ({ ctx, tx, input }) => pageOf((await readPools(tx, ctx.accountId)).map(toPoolSummary), input),
});
