import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Permission } from '#lib/contracts/permissions.ts';
import { audit, job, modelVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createTuningJob } from './create-tuning-job.ts';
import { planTuningJob } from './plan-tuning-job.ts';
import { addDataset, addModel, goodForm, NPU_INFO, setCluster } from './testing/tuning-scene.ts';

const world = useWorld();
const refusal = async (run: Promise<unknown>): Promise<StudioError> => {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StudioError)) throw new Error(`expected a refusal, got ${error}`);
  return error;
};
const fieldOf = (error: StudioError) => error.fields?.[0]?.field;

describe('createTuningJob', () => {
  it('writes a pending job with its spec, audit row and plan', async () => {
    const ctx = await world.person();
    const form = await goodForm(world, ctx);
    const made = await createTuningJob(ctx, { ...form, autoStopHours: 2 });
    expect(made).toMatchObject({
      state: 'pending',
      method: 'full',
      outputModelName: form.outputModelName,
      autoStopSeconds: 7200,
      resources: { cpuCores: 2, cards: 0, instances: 1 },
      plan: { ok: true, samples: 3200, blockers: [] },
    });
    expect(made.outputUri).toMatch(/^storage:\/\/studio-[0-9a-z]+\/\.studio\/models\/job_/);
    expect(made.hyperparameters).toMatchObject({ batchSize: 32, learningRate: 1e-3 });
    expect(made.links.map((link) => link.kind)).toEqual(['model-version', 'dataset-version', 'pool']);
    const [row] = await ctx.db.select().from(job).where(eq(job.id, made.id));
    expect(row?.spec).toMatchObject({
      queue: 'default',
      runner: { kind: 'tune', dataset: 'storage://data-one/canonical.jsonl' },
    });
    const audits = await ctx.db.select().from(audit).where(eq(audit.targetId, made.id));
    expect(audits.map((entry) => entry.action)).toEqual(['tuning.create']);
  });

  it('a dry run answers the same and writes nothing', async () => {
    const ctx = await world.person();
    const form = await goodForm(world, ctx);
    const answer = await createTuningJob({ ...ctx, dryRun: true }, form);
    expect(answer.plan.ok).toBe(true);
    expect(await ctx.db.select().from(job).where(eq(job.id, answer.id))).toEqual([]);
  });

  it.each<[Permission]>([['tuning:write']])('refuses without %s', async (without) => {
    const ctx = await world.person({ without });
    expect(await refusal(createTuningJob(ctx, await goodForm(world, ctx)))).toMatchObject({
      code: 'permission.missing',
    });
  });

  it("refuses another account's model and dataset as if they were not there", async () => {
    const [ctx, other] = [await world.person(), await world.person()];
    const form = await goodForm(world, ctx);
    const foreignModel = await refusal(
      createTuningJob(ctx, { ...form, modelVersionId: (await addModel(other)).versionId }),
    );
    expect(foreignModel.message).toContain('does not exist or is not yours');
    const foreignData = await refusal(
      createTuningJob(ctx, { ...form, datasetVersionId: await addDataset(other) }),
    );
    expect(fieldOf(foreignData)).toBe('datasetVersionId');
  });

  type Change = (ctx: Context) => Promise<Record<string, unknown>>;
  const cases: [string, string, string, Change][] = [
    [
      'a quantised template',
      'modelVersionId',
      'quantised',
      async (ctx) => ({ modelVersionId: (await addModel(ctx, { template: 'qwen2-7b-awq' })).versionId }),
    ],
    [
      'a template that no table lists',
      'modelVersionId',
      'support table',
      async (ctx) => ({ modelVersionId: (await addModel(ctx, { template: 'yi-34b' })).versionId }),
    ],
    [
      'a version that is being checked',
      'modelVersionId',
      'not ready',
      async (ctx) => ({ modelVersionId: (await addModel(ctx, { state: 'checking' })).versionId }),
    ],
    [
      'an unpublished dataset',
      'datasetVersionId',
      'not published',
      async (ctx) => ({ datasetVersionId: await addDataset(ctx, { published: false }) }),
    ],
    [
      'a dataset that was refused',
      'datasetVersionId',
      'refused on import',
      async (ctx) => ({ datasetVersionId: await addDataset(ctx, { state: 'refused' }) }),
    ],
    [
      'a model name that is taken',
      'outputModelName',
      'already',
      async (ctx) => {
        await addModel(ctx, { name: 'taken' });
        return { outputModelName: 'taken' };
      },
    ],
    ['a flavor that is not offered', 'flavor', 'offers no flavor', async () => ({ flavor: 'npu-8' })],
    [
      'too little memory',
      'flavor',
      'needs about',
      async (ctx) => ({ modelVersionId: (await addModel(ctx, { parameters: 7e9 })).versionId }),
    ],
    ['too many instances', 'instances', 'holds 2 instances', async () => ({ instances: 3 })],
    [
      'longer samples than the model reads',
      'hyperparameters.maxLength',
      'at most 512',
      async () => ({ hyperparameters: { maxLength: 1024 } }),
    ],
    [
      'an output in a bucket of somebody else',
      'outputWeights',
      'Bucket',
      async () => ({ outputWeights: 'storage://not-mine/x' }),
    ],
    ['a bad task name', 'name', 'starts with', async () => ({ name: '1abc' })],
    [
      'too many iterations',
      'hyperparameters.iterations',
      '',
      async () => ({ hyperparameters: { iterations: 100_001 } }),
    ],
    [
      'a learning rate beyond 0.1',
      'hyperparameters.learningRate',
      '',
      async () => ({ hyperparameters: { learningRate: 0.2 } }),
    ],
    [
      'a description that is too long',
      'description',
      '1000',
      async () => ({ description: 'x'.repeat(1001) }),
    ],
  ];
  it.each(cases)('refuses %s, naming the field %s', async (_what, field, words, change) => {
    const ctx = await world.person();
    const form = await goodForm(world, ctx);
    const error = await refusal(createTuningJob(ctx, { ...form, ...(await change(ctx)) }));
    expect(fieldOf(error)).toBe(field);
    expect(error.message).toContain(words);
  });

  it('one name and one folder serve one open job at a time', async () => {
    const ctx = await world.person();
    const form = await goodForm(world, ctx);
    const first = await createTuningJob(ctx, form);
    expect(await refusal(createTuningJob(ctx, form))).toMatchObject({ code: 'name.taken' });
    await ctx.db.update(job).set({ state: 'failed' }).where(eq(job.id, first.id));
    await createTuningJob(ctx, form);
  });
});

describe('planTuningJob', () => {
  it('names what a half-filled form lacks', async () => {
    const ctx = await world.person();
    const plan = await planTuningJob(ctx, { method: 'lora' });
    expect(plan.ok).toBe(false);
    expect(plan.blockers.map((blocker) => blocker.field)).toEqual([
      'name',
      'outputModelName',
      'modelVersionId',
      'datasetVersionId',
      'poolId',
    ]);
    expect(plan.time).toBeNull();
  });

  it('estimates a known model on cards by the table, with its price', async () => {
    const ctx = await world.person();
    const form = await goodForm(world, ctx);
    await setCluster(world, NPU_INFO, 64 * 1024 ** 3);
    const { versionId } = await addModel(ctx, {
      template: 'llama2-7b',
      parameters: null,
      contextLength: 4096,
    });
    await ctx.db.update(modelVersion).set({ parameters: 6.7e9 }).where(eq(modelVersion.id, versionId));
    const plan = await planTuningJob(ctx, {
      ...form,
      modelVersionId: versionId,
      flavor: 'npu-4',
      hyperparameters: { iterations: 1000 },
    });
    expect(plan.blockers).toEqual([]);
    expect(plan.time?.source).toBe('table');
    expect(plan.price?.fenPerHour).toBe(16516);
    expect(plan.price?.upperFen).toBeGreaterThan(plan.price?.lowerFen ?? 0);
    expect(plan.probe.needed).toBe(false);
    // The test cluster has no agent behind it.
    expect(plan.capacity).toBeNull();
    expect(plan.warnings.map((warning) => warning.code)).toContain('pool.unreachable');
  });

  it('asks for a measurement where no table helps, and warns of few samples', async () => {
    const ctx = await world.person();
    const form = await goodForm(world, ctx);
    const plan = await planTuningJob(ctx, {
      ...form,
      datasetVersionId: await addDataset(ctx, { samples: 640 }),
    });
    expect(plan).toMatchObject({ ok: true, samples: 640, time: null, probe: { needed: true, jobId: null } });
    const codes = plan.warnings.map((warning) => warning.code);
    expect(codes).toEqual(expect.arrayContaining(['dataset.few_samples', 'estimate.unknown', 'price.free']));
  });
});
