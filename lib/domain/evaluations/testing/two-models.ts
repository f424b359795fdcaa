import type { Context } from '#lib/domain/context.ts';
import { addDataset, addModel, CPU_INFO, setCluster } from '#lib/domain/tuning/testing/tuning-scene.ts';
import type { World } from '#lib/testing/world.ts';

/** Two models on one dataset. */
export async function twoModels(world: World, ctx: Context) {
  await setCluster(world, CPU_INFO);
  const models = [await addModel(ctx), await addModel(ctx)];
  return {
    models,
    input: {
      targets: models.map(({ versionId }) => ({ modelVersionId: versionId })),
      datasetVersionId: await addDataset(ctx),
    },
  };
}
