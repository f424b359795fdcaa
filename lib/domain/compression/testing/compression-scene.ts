import type { z } from 'zod';
import type { RunnerResult } from '#lib/contracts/agent/index.ts';
import type { CreateCompressionJobInput } from '#lib/contracts/compression.ts';
import type { Context } from '#lib/domain/context.ts';
import { addModel, CPU_INFO, setCluster } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { newId } from '#lib/platform/ids.ts';
import type { World } from '#lib/testing/world.ts';

/** A form that nothing stands in the way of. */
export async function compressionForm(
  world: World,
  ctx: Context,
): Promise<z.input<typeof CreateCompressionJobInput> & { method: 'smoothquant-w8a8' }> {
  await setCluster(world, CPU_INFO);
  const { versionId } = await addModel(ctx, { sizeBytes: 6_000_000 });
  return {
    name: '压缩新闻',
    modelVersionId: versionId,
    method: 'smoothquant-w8a8',
    output: { kind: 'model', name: `out-${newId('model').slice(-8)}` },
    poolId: world.poolId,
    flavor: 'cpu-2',
  };
}

export const RESULT: Extract<RunnerResult, { kind: 'compress' }> = {
  kind: 'compress',
  format: 'compressed-tensors',
  parameters: 2_985_216,
  sizeBytes: 4_171_340,
  originalBytes: 6_217_994,
  linearLayers: 21,
  calibrationTokens: 9806,
  report: {
    tokens: 2044,
    perplexityBefore: 29.9,
    perplexityAfter: 30.3,
    speed: null,
    layers: [{ name: '0', error: 0.03 }],
    answers: {
      samples: 64,
      changed: 1,
      correctBefore: 60,
      correctAfter: 59,
      examples: [{ question: '1+1=?', expected: '2', before: '2', after: '3' }],
    },
  },
};
