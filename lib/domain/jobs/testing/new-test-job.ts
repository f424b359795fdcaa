import type { RunnerSpec } from '#lib/contracts/agent/index.ts';
import type { Context } from '#lib/domain/context.ts';
import type { World } from '#lib/testing/world.ts';
import { insertJob, type NewJob } from '../insert-job.ts';

const PROBE: RunnerSpec = {
  kind: 'check-weights',
  model: 'storage://bucket-one/model',
  expected: { architecture: null, modelType: null, quantised: false, config: {} },
};

/** A pending job of a person (a new one when absent); answers its id. */
export async function newTestJob(
  world: World,
  options: Partial<NewJob> & { ctx?: Context } = {},
): Promise<string> {
  const { ctx = await world.person(), ...input } = options;
  const row = await ctx.db.transaction((tx) =>
    insertJob(
      { ctx, tx },
      {
        kind: 'check-weights',
        name: 'probe',
        runner: PROBE,
        resources: { cards: 0, cpuCores: 1, memoryBytes: 2 ** 30 },
        poolId: world.poolId,
        request: {},
        ...input,
      },
    ),
  );
  return row.id;
}
