import { describe, expect, it } from 'vitest';
import { newWeightsFolder } from '#lib/domain/models/testing/weights-folder.ts';
import { planTuningJob } from '#lib/domain/tuning/plan-tuning-job.ts';
import { addModel, NPU_INFO, setCluster } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { useWorld } from '#lib/testing/world.ts';
import { planCompressionJob } from './plan-compression-job.ts';
import { compressionForm } from './testing/compression-scene.ts';

const world = useWorld();

describe('planCompressionJob', () => {
  it('names what a half-filled form lacks', async () => {
    const plan = await planCompressionJob(await world.person(), {});
    expect(plan.ok).toBe(false);
    expect(plan.blockers.map((blocker) => blocker.field)).toEqual([
      'method',
      'modelVersionId',
      'name',
      'output',
      'poolId',
    ]);
  });

  it('takes the published minutes on cards, for models that the table lists', async () => {
    const ctx = await world.person();
    const form = await compressionForm(world, ctx);
    await setCluster(world, NPU_INFO);
    const listed = await addModel(ctx, { template: 'llama2-13b', parameters: 13e9 });
    const plan = (change: object) =>
      planCompressionJob(ctx, { ...form, modelVersionId: listed.versionId, flavor: 'npu-8', ...change });
    expect((await plan({})).time).toEqual({ lowerSeconds: 600, upperSeconds: 1200 });
    expect((await plan({ method: 'awq-w4a16' })).time).toEqual({ lowerSeconds: 3600, upperSeconds: 3600 });
    const unknown = await plan({ flavor: 'cpu-2', modelVersionId: form.modelVersionId });
    expect(unknown.time).toBeNull();
  });

  it('a compressed version is compressed or tuned no further: its own files say what it is', async () => {
    const ctx = await world.person();
    const form = await compressionForm(world, ctx);
    const config = { quantization_config: { quant_method: 'compressed-tensors', format: 'int-quantized' } };
    const weights = await newWeightsFolder(ctx, { 'config.json': JSON.stringify(config) });
    const { versionId } = await addModel(ctx, { weights });
    const compress = await planCompressionJob(ctx, { ...form, modelVersionId: versionId });
    expect(compress.blockers).toMatchObject([{ code: 'model.quantised', values: { quantisation: 'w8a8' } }]);
    const tune = await planTuningJob(ctx, { modelVersionId: versionId, method: 'lora' });
    expect(tune.blockers.map(({ code }) => code)).toContain('model.quantised');
  });
});
