import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { audit, job, model } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { appendPoints } from '#lib/domain/jobs/metrics/append-points.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { useWorld } from '#lib/testing/world.ts';
import { cloneTuningJob } from './clone-tuning-job.ts';
import { compareTuningJobs } from './compare-tuning-jobs.ts';
import { createTuningJob } from './create-tuning-job.ts';
import { deleteTuningJob } from './delete-tuning-job.ts';
import { getTuningJob } from './get-tuning-job.ts';
import { listTuningJobs } from './list-tuning-jobs.ts';
import { nextName } from './next-name.ts';
import { planTuningJob } from './plan-tuning-job.ts';
import { probeTuning } from './probe-tuning.ts';
import { recommendTuning } from './recommend-tuning.ts';
import { resumeTuningJob } from './resume-tuning-job.ts';
import { stopTuningJob } from './stop-tuning-job.ts';
import { addDataset, goodForm } from './testing/tuning-scene.ts';

const world = useWorld();
const refusal = async (run: Promise<unknown>) => {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StudioError)) throw new Error(`expected a refusal, got ${error}`);
  return error;
};
const setRow = (id: string, set: Partial<typeof job.$inferInsert>) =>
  world.database.db.update(job).set(set).where(eq(job.id, id));
const start = async (ctx: Context, more: object = {}) =>
  createTuningJob(ctx, { ...(await goodForm(world, ctx)), ...more });

const VERBS = [
  ['get', 'tuning:read', (ctx: Context, id: string) => getTuningJob(ctx, { id })],
  ['clone', 'tuning:read', (ctx: Context, id: string) => cloneTuningJob(ctx, { id })],
  ['compare', 'tuning:read', (ctx: Context, id: string) => compareTuningJobs(ctx, { ids: [id] })],
  ['stop', 'tuning:write', (ctx: Context, id: string) => stopTuningJob(ctx, { id })],
  ['resume', 'tuning:write', (ctx: Context, id: string) => resumeTuningJob(ctx, { id })],
  ['delete', 'tuning:write', (ctx: Context, id: string) => deleteTuningJob(ctx, { id, confirm: 'DELETE' })],
] as const;

describe.each(VERBS)('%s', (name, permission, run) => {
  it('serves its owner and leaves an audit row when it writes', async () => {
    const ctx = await world.person();
    const { id } = await start(ctx);
    if (name === 'resume' || name === 'delete') await setRow(id, { state: 'stopped' });
    await run(ctx, id);
    const rows = await ctx.db.select().from(audit).where(eq(audit.targetId, id));
    const written = permission === 'tuning:write' ? ['tuning.create', `tuning.${name}`] : ['tuning.create'];
    expect(rows.map((row) => row.action).sort()).toEqual(written);
  });
  it('serves nobody else, and nobody without the right', async () => {
    const { id } = await start(await world.person());
    expect(await refusal(run(await world.person(), id))).toMatchObject({ code: 'not_found' });
    const ctx = await world.person({ without: permission });
    expect(await refusal(run(ctx, id))).toMatchObject({ code: 'permission.missing' });
  });
});

describe('tuning jobs', () => {
  it('lists with the names of what they read', async () => {
    const ctx = await world.person();
    const made = await start(ctx);
    await setRow(made.id, { state: 'running', step: 25, total: 100, remainingSeconds: 30 });
    const [item] = (await listTuningJobs(ctx, { state: ['running'] })).items;
    expect(item).toMatchObject({
      method: 'full',
      progress: 0.25,
      remainingSeconds: 30,
      modelVersionNumber: 1,
    });
    expect(item?.modelName).toMatch(/^m-/);
    expect(item?.datasetName).toMatch(/^d-/);
  });

  it('a clone is a form that can be submitted as it is', async () => {
    const ctx = await world.person();
    const made = await start(ctx, {
      outputModelName: 'news',
      name: 'news-3',
      hyperparameters: { loraRank: 4 },
    });
    await ctx.db.insert(model).values({
      accountId: ctx.accountId,
      name: 'news-2',
      template: 'studio-mini-3m',
      origin: 'template',
      state: 'ready',
      createdBy: ctx.user.id,
    });
    const draft = await cloneTuningJob(ctx, { id: made.id });
    expect(draft).toMatchObject({ gone: [], input: { name: 'news-4', outputModelName: 'news-3' } });
    const again = await createTuningJob(ctx, draft.input);
    expect(again.hyperparameters).toEqual(made.hyperparameters);
  });

  it('a name stays within 64 characters', () => {
    expect(nextName('x'.repeat(64), [])).toBe(`${'x'.repeat(62)}-2`);
    expect(nextName('a-9', ['a-10'])).toBe('a-11');
  });

  it('compares settings that differ and curves on one grid', async () => {
    const ctx = await world.person();
    const form = await goodForm(world, ctx);
    const ids: string[] = [];
    for (const [i, learningRate] of [1e-3, 1e-4].entries()) {
      const { id } = await createTuningJob(ctx, {
        ...form,
        name: `run-${i}`,
        outputModelName: `run-${i}`,
        hyperparameters: { learningRate },
      });
      ids.push(id);
      await appendPoints(
        ctx.db,
        Array.from({ length: 3000 + i * 100 }, (_, step) => ({
          jobId: id,
          metric: 'loss',
          step,
          time: step,
          value: step * (i + 1),
        })),
      );
    }
    const compared = await compareTuningJobs(ctx, { ids, points: 100 });
    expect(compared.differences).toEqual([{ setting: 'hyperparameters.learningRate', values: [1e-3, 1e-4] }]);
    expect(compared.jobs.map((each) => each.id)).toEqual(ids);
    const [first, second] = compared.curves;
    expect(first?.width).toBe(second?.width);
    expect(first?.curves[0]?.columns.step.slice(0, 20)).toEqual(second?.curves[0]?.columns.step.slice(0, 20));
    expect(await refusal(compareTuningJobs(ctx, { ids: Array(11).fill(ids[0]) }))).toMatchObject({
      code: 'request.invalid',
    });
  });

  it('a measurement is made once and then serves the plan', async () => {
    const ctx = await world.person();
    const { name: _name, outputModelName: _output, ...settings } = await goodForm(world, ctx);
    const first = await probeTuning(ctx, settings);
    expect(await probeTuning(ctx, settings)).toMatchObject({ jobId: first.jobId, measured: false });
    expect((await planTuningJob(ctx, settings)).probe).toEqual({
      needed: true,
      jobId: first.jobId,
      state: 'pending',
    });
    await setRow(first.jobId, {
      state: 'succeeded',
      result: {
        kind: 'probe-tune',
        tokensPerSecond: 5000,
        secondsPerStep: 0.5,
        averageSampleTokens: 20,
        stepsForOneEpoch: 95,
        peakMemoryBytes: 1,
      },
    });
    const plan = await planTuningJob(ctx, { ...settings, hyperparameters: { iterations: 100 } });
    expect(plan.time).toMatchObject({ source: 'probe', lowerSeconds: 45 });
    expect(await probeTuning(ctx, settings)).toMatchObject({ jobId: first.jobId, measured: true });
    const other = await probeTuning(ctx, { ...settings, method: 'lora' });
    expect(other.jobId).not.toBe(first.jobId);
    const unpublished = await addDataset(ctx, { published: false });
    expect(await refusal(probeTuning(ctx, { ...settings, datasetVersionId: unpublished }))).toMatchObject({
      code: 'state.wrong',
    });
    expect(
      await refusal(probeTuning(await world.person({ without: 'tuning:write' }), settings)),
    ).toMatchObject({
      code: 'permission.missing',
    });
  });

  it('recommends from the dataset, and knows no foreign model', async () => {
    const ctx = await world.person();
    const { modelVersionId } = await goodForm(world, ctx);
    const datasetVersionId = await addDataset(ctx, { samples: 320 });
    expect(await recommendTuning(ctx, { modelVersionId, datasetVersionId })).toMatchObject({
      epochs: 6,
      iterations: 300,
    });
    expect(
      await refusal(recommendTuning(await world.person(), { modelVersionId, datasetVersionId })),
    ).toMatchObject({
      code: 'not_found',
    });
  });
});
