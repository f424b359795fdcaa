import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { audit, datasetVersion, job, model } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { deleteDatasetVersion } from '#lib/domain/datasets/delete-dataset-version.ts';
import { addDataset, addModel } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { useWorld } from '#lib/testing/world.ts';
import { cloneCompressionJob } from './clone-compression-job.ts';
import { createCompressionJob } from './create-compression-job.ts';
import { deleteCompressionJob } from './delete-compression-job.ts';
import { getCompressionJob } from './get-compression-job.ts';
import { listCompressionJobs } from './list-compression-jobs.ts';
import { planCompressionJob } from './plan-compression-job.ts';
import { stopCompressionJob } from './stop-compression-job.ts';
import { compressionForm } from './testing/compression-scene.ts';

const world = useWorld();
const refusal = async (run: Promise<unknown>) => {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StudioError)) throw new Error(`expected a refusal, got ${error}`);
  return error;
};
const start = async (ctx: Context, more: object = {}) =>
  createCompressionJob(ctx, { ...(await compressionForm(world, ctx)), ...more });
const rowOf = async (id: string) => {
  const [row] = await world.database.db.select().from(job).where(eq(job.id, id));
  if (!row) throw new Error('no job');
  return row;
};
const VERBS = [
  ['get', 'compression:read', (ctx: Context, id: string) => getCompressionJob(ctx, { id })],
  ['clone', 'compression:read', (ctx: Context, id: string) => cloneCompressionJob(ctx, { id })],
  ['stop', 'compression:write', (ctx: Context, id: string) => stopCompressionJob(ctx, { id })],
  [
    'delete',
    'compression:write',
    (ctx: Context, id: string) => deleteCompressionJob(ctx, { id, confirm: 'DELETE' }),
  ],
] as const;

describe.each(VERBS)('%s', (name, permission, run) => {
  it('serves its owner and leaves an audit row when it writes', async () => {
    const ctx = await world.person();
    const { id } = await start(ctx);
    if (name === 'delete') await ctx.db.update(job).set({ state: 'stopped' }).where(eq(job.id, id));
    await run(ctx, id);
    const rows = await ctx.db.select().from(audit).where(eq(audit.targetId, id));
    const written = permission === 'compression:write' ? [`compression.${name}`] : [];
    expect(rows.map((row) => row.action).sort()).toEqual(['compression.create', ...written].sort());
  });
  it('serves nobody else, and nobody without the right', async () => {
    const { id } = await start(await world.person());
    expect(await refusal(run(await world.person(), id))).toMatchObject({ code: 'not_found' });
    const ctx = await world.person({ without: permission });
    expect(await refusal(run(ctx, id))).toMatchObject({ code: 'permission.missing' });
  });
});

describe('createCompressionJob', () => {
  it('writes a pending job with its spec, audit row and plan', async () => {
    const ctx = await world.person();
    const made = await start(ctx, { autoStopHours: 2, migrationStrength: 0.7 });
    expect(made).toMatchObject({
      state: 'pending',
      method: 'smoothquant-w8a8',
      scheme: 'W8A8C16',
      autoStopSeconds: 7200,
      outputVersion: null,
      plan: { ok: true, scheme: 'W8A8C16', size: { beforeBytes: 6_000_000, afterBytes: expect.any(Number) } },
    });
    const row = await rowOf(made.id);
    expect(row.spec.runner).toMatchObject({
      kind: 'compress',
      dataset: null,
      benchmark: null,
      migrationStrength: 0.7,
      samples: 256,
      maxLength: 512,
      reportSamples: 200,
    });
    expect(row.outputUri).toMatch(/\.studio\/models\/job_/);
  });

  it('asks the questions of a benchmark, which stays as long as the job is there', async () => {
    const ctx = await world.person();
    const benchmarkVersionId = await addDataset(ctx, { canonical: 'storage://data-one/unseen.jsonl' });
    const { id } = await start(ctx, { benchmarkVersionId });
    expect((await rowOf(id)).spec.runner).toMatchObject({
      dataset: null,
      benchmark: 'storage://data-one/unseen.jsonl',
    });
    const { benchmarkName } = await getCompressionJob(ctx, { id });
    expect(benchmarkName).toMatch(/^d-\w{8} V001$/);
    const [version] = await ctx.db
      .select()
      .from(datasetVersion)
      .where(eq(datasetVersion.id, benchmarkVersionId));
    const drop = { id: version?.datasetId ?? '', number: 1, confirm: 'DELETE' } as const;
    expect(await refusal(deleteDatasetVersion(ctx, drop))).toMatchObject({ code: 'in_use' });
  });

  it('a dry run answers the same and writes nothing', async () => {
    const ctx = await world.person();
    const form = await compressionForm(world, ctx);
    const answer = await createCompressionJob({ ...ctx, dryRun: true }, form);
    expect(answer.plan.ok).toBe(true);
    expect(await ctx.db.select().from(job).where(eq(job.id, answer.id))).toEqual([]);
  });

  it('refuses without the right', async () => {
    const ctx = await world.person({ without: 'compression:write' });
    expect(await refusal(start(ctx))).toMatchObject({ code: 'permission.missing' });
    const reader = await world.person({ without: 'compression:read' });
    expect(await refusal(planCompressionJob(reader, {}))).toMatchObject({ code: 'permission.missing' });
    expect(await refusal(listCompressionJobs(reader, {}))).toMatchObject({ code: 'permission.missing' });
  });

  type Change = (ctx: Context) => Promise<Record<string, unknown>>;
  const cases: [string, string, string, Change][] = [
    [
      'a quantised template',
      'modelVersionId',
      'quantised already',
      async (ctx) => ({ modelVersionId: (await addModel(ctx, { template: 'qwen2-7b-awq' })).versionId }),
    ],
    [
      'a method that the table denies',
      'method',
      'W4A16C16',
      async (ctx) => ({
        modelVersionId: (await addModel(ctx, { template: 'qwen2-72b', parameters: 1e6 })).versionId,
        method: 'awq-w4a16',
      }),
    ],
    [
      'a version that is being checked',
      'modelVersionId',
      'not ready',
      async (ctx) => ({ modelVersionId: (await addModel(ctx, { state: 'checking' })).versionId }),
    ],
    [
      "another account's model",
      'modelVersionId',
      'not yours',
      async () => ({ modelVersionId: (await addModel(await world.person())).versionId }),
    ],
    [
      'an unpublished dataset',
      'datasetVersionId',
      'not published',
      async (ctx) => ({ datasetVersionId: await addDataset(ctx, { published: false }) }),
    ],
    [
      'a dataset of a dozen samples',
      'datasetVersionId',
      'at least 16',
      async (ctx) => ({ datasetVersionId: await addDataset(ctx, { samples: 12 }) }),
    ],
    [
      "another account's benchmark",
      'benchmarkVersionId',
      'not yours',
      async () => ({ benchmarkVersionId: await addDataset(await world.person()) }),
    ],
    [
      'a benchmark that is calibrated on',
      'benchmarkVersionId',
      'is what is calibrated on',
      async (ctx) => {
        const datasetVersionId = await addDataset(ctx);
        return { datasetVersionId, benchmarkVersionId: datasetVersionId };
      },
    ],
    [
      'a model name that is taken',
      'output.name',
      'already',
      async (ctx) => {
        await addModel(ctx, { name: 'taken' });
        return { output: { kind: 'model', name: 'taken' } };
      },
    ],
    [
      'a next version of another base',
      'output.modelId',
      'another base',
      async (ctx) => ({
        output: { kind: 'version', modelId: (await addModel(ctx, { template: 'qwen2-7b' })).modelId },
      }),
    ],
    [
      'a next version of a model that is full',
      'output.modelId',
      'the most',
      async (ctx) => {
        const { modelId } = await addModel(ctx);
        await ctx.db.update(model).set({ versionCount: 10 }).where(eq(model.id, modelId));
        return { output: { kind: 'version', modelId } };
      },
    ],
    [
      'a next version of a foreign model',
      'output.modelId',
      'not yours',
      async () => ({ output: { kind: 'version', modelId: (await addModel(await world.person())).modelId } }),
    ],
    [
      'too little memory',
      'flavor',
      'needs about',
      async (ctx) => ({ modelVersionId: (await addModel(ctx, { parameters: 7e9 })).versionId }),
    ],
    ['a strength beyond 1', 'migrationStrength', '', async () => ({ migrationStrength: 1.1 })],
  ];
  it.each(cases)('refuses %s, naming the field %s', async (_what, field, words, change) => {
    const ctx = await world.person();
    const form = await compressionForm(world, ctx);
    const error = await refusal(createCompressionJob(ctx, { ...form, ...(await change(ctx)) }));
    expect(error.fields?.[0]?.field).toBe(field);
    expect(error.message).toContain(words);
  });
});
