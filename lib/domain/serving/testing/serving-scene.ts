import type { z } from 'zod';
import type { CreateServiceInput } from '#lib/contracts/services.ts';
import type { Context } from '#lib/domain/context.ts';
import { addModel, CPU_INFO, setCluster } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import type { World } from '#lib/testing/world.ts';

/** A form that nothing stands in the way of. */
export async function goodService(
  world: World,
  ctx: Context,
  more: Partial<z.input<typeof CreateServiceInput>> = {},
): Promise<z.input<typeof CreateServiceInput>> {
  await setCluster(world, { ...CPU_INFO, kinds: [...CPU_INFO.kinds, 'serve'] });
  const modelVersionId = more.modelVersionId ?? (await addModel(ctx)).versionId;
  return {
    name: `svc-${newId('service').slice(-8)}`,
    modelVersionId,
    poolId: world.poolId,
    flavor: 'cpu-2',
    qpsPerInstance: 5,
    ...more,
  };
}

/** What a call was refused with. */
export async function refusal(run: Promise<unknown>): Promise<StudioError> {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StudioError)) throw new Error(`expected a refusal, got ${error}`);
  return error;
}
