import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { audit, evaluationRun, job, modelVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { getLineage } from '#lib/domain/models/get-lineage.ts';
import { addDataset, addModel } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';
import { useWorld } from '#lib/testing/world.ts';
import { completeEvaluation } from './complete-evaluation.ts';
import { createEvaluation } from './create-evaluation.ts';
import { deleteEvaluation } from './delete-evaluation.ts';
import { getEvaluation } from './get-evaluation.ts';
import { getLeaderboard } from './get-leaderboard.ts';
import { listEvaluations } from './list-evaluations.ts';
import { resumeEvaluation } from './resume-evaluation.ts';
import { stopEvaluation } from './stop-evaluation.ts';
import { answered } from './testing/answered.ts';
import { twoModels } from './testing/two-models.ts';

const world = useWorld();
const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof StudioError ? error.code : String(error)),
  );

const jobsOf = async (ctx: Context, made: { runs: { jobId: string }[] }) => {
  const rows = [];
  for (const { jobId } of made.runs) rows.push(...(await ctx.db.select().from(job).where(eq(job.id, jobId))));
  return rows;
};
const addModelVersion = (ctx: Context, modelId: string) =>
  ctx.db.insert(modelVersion).values({
    ...{ accountId: ctx.accountId, modelId, number: 2, weights: 'storage://some-bucket/w' },
    ...{ state: 'ready', createdBy: ctx.user.id },
  });
const end = (ctx: Context, jobId: string, state: 'failed' | 'succeeded') =>
  ctx.db.update(job).set({ state, finishedAt: new Date() }).where(eq(job.id, jobId));

describe('an evaluation', () => {
  it('runs a job for each model on the smallest flavor and keeps their figures', async () => {
    const ctx = await world.person();
    const { input, models } = await twoModels(world, ctx);
    const made = await createEvaluation(ctx, input);
    expect(made).toMatchObject({ state: 'pending', runs: [{ accuracy: null }, { accuracy: null }] });
    const [row] = await jobsOf(ctx, made);
    if (!row) throw new Error('no job');
    expect(row.spec).toMatchObject({
      resources: { cpuCores: 1 },
      runner: { kind: 'evaluate', maxNewTokens: 32, service: null },
    });
    expect(row.spec.runner).toMatchObject({ output: expect.stringContaining(made.id) });
    const metrics = { exact_match: { value: 0.75, lower: 0.3, upper: 0.95 } };
    const rest = { metrics, cutAnswers: 1, cutQuestions: 0, harness: null };
    const result = { kind: 'evaluate' as const, samples: 4, correct: 3, accuracy: 0.75, ...rest };
    await end(ctx, row.id, 'succeeded');
    await completeEvaluation(ctx.db, row, { state: 'succeeded', result });
    await ctx.db.delete(job).where(eq(job.id, row.id));
    const found = await getEvaluation(ctx, { id: made.id });
    expect(found.state).toBe('pending');
    expect(found.runs[0]).toMatchObject({ state: 'succeeded', accuracy: 0.75, metrics, cutAnswers: 1 });
    const graph = await getLineage(ctx, { modelId: models[0]?.modelId ?? '', number: 1 });
    expect(graph.edges.filter(({ to }) => to === made.id)).toHaveLength(1);
    const figure = { metric: 'exact_match', value: 0.75, evaluationId: made.id };
    expect(graph.nodes.find(({ id }) => id === made.id)).toMatchObject({
      kind: 'evaluation',
      gone: false,
      figure,
    });
    expect(graph.nodes.find(({ focus }) => focus)?.figure).toEqual(figure);
    const sightless = await world.person({ without: 'evaluation:read', accountId: ctx.accountId });
    const bare = await getLineage(sightless, { modelId: models[0]?.modelId ?? '', number: 1 });
    expect(bare.nodes.map((node) => node.figure)).toEqual(bare.nodes.map(() => null));
    const filter = { modelVersionId: models[1]?.versionId };
    expect((await listEvaluations(ctx, filter)).total).toBe(1);
    expect((await listEvaluations(ctx, { search: 'no such name' })).total).toBe(0);
    const ofJob = await listEvaluations(ctx, { jobId: made.runs[1]?.jobId });
    expect(ofJob.items.map(({ id }) => id)).toEqual([made.id]);
    expect((await listEvaluations(ctx, { jobId: `job_${'0'.repeat(26)}` })).total).toBe(0);
    const actions = await ctx.db.select().from(audit).where(eq(audit.targetId, made.id));
    expect(actions.map((entry) => entry.action)).toEqual(['evaluation.create']);
  });

  it('is refused for what is not ready, not theirs, not allowed, or does not fit', async () => {
    const ctx = await world.person();
    const { input } = await twoModels(world, ctx);
    const withModel = async (options: Parameters<typeof addModel>[1]) => ({
      ...input,
      targets: [{ modelVersionId: (await addModel(ctx, options)).versionId }],
    });
    expect(await codeOf(createEvaluation(ctx, await withModel({ state: 'checking' })))).toBe('state.wrong');
    expect(await codeOf(createEvaluation(ctx, await withModel({ parameters: 70e9 })))).toBe(
      'request.invalid',
    );
    const hidden = await addDataset(ctx, { published: false });
    expect(await codeOf(createEvaluation(ctx, { ...input, datasetVersionId: hidden }))).toBe('state.wrong');
    const large = await addDataset(ctx, { samples: 100_001 });
    expect(await codeOf(createEvaluation(ctx, { ...input, datasetVersionId: large }))).toBe(
      'request.invalid',
    );
    expect(await codeOf(createEvaluation(await world.person(), input))).toBe('request.invalid');
    expect(await codeOf(createEvaluation(ctx, { ...input, flavor: 'npu-1' }))).toBe('request.invalid');
    expect(await codeOf(createEvaluation(ctx, { ...input, targets: [] }))).toBe('request.invalid');
    const twice = input.targets.slice(0, 1).concat(input.targets.slice(0, 1));
    expect(await codeOf(createEvaluation(ctx, { ...input, targets: twice }))).toBe('request.invalid');
    const serviceId = `svc_${'0'.repeat(26)}`;
    expect(await codeOf(createEvaluation(ctx, { ...input, targets: [{ serviceId }] }))).toBe('not_found');
    const without = await world.person({ without: 'evaluation:write', accountId: ctx.accountId });
    expect(await codeOf(createEvaluation(without, input))).toBe('permission.missing');
    const made = await createEvaluation(ctx, input);
    const other = await world.person();
    expect(await codeOf(getEvaluation(other, { id: made.id }))).toBe('not_found');
    expect((await listEvaluations(other, {})).total).toBe(0);
    const blind = await world.person({ without: 'evaluation:read', accountId: ctx.accountId });
    expect(await codeOf(getEvaluation(blind, { id: made.id }))).toBe('permission.missing');
  });

  it('stops, goes on and is deleted as one, each with its audit row', async () => {
    const ctx = await world.person();
    const made = await createEvaluation(ctx, (await twoModels(world, ctx)).input);
    const other = await world.person();
    const without = await world.person({ without: 'evaluation:write', accountId: ctx.accountId });
    for (const verb of [stopEvaluation, resumeEvaluation]) {
      expect(await codeOf(verb(other, { id: made.id }))).toBe('not_found');
      expect(await codeOf(verb(without, { id: made.id }))).toBe('permission.missing');
    }
    expect(await codeOf(resumeEvaluation(ctx, { id: made.id }))).toBe('state.wrong');
    expect(await codeOf(deleteEvaluation(ctx, { id: made.id, confirm: 'DELETE' }))).toBe('state.wrong');
    expect((await stopEvaluation(ctx, { id: made.id })).state).toBe('stopping');
    for (const { jobId } of made.runs) await end(ctx, jobId, 'failed');
    expect(await codeOf(stopEvaluation(ctx, { id: made.id }))).toBe('state.wrong');
    expect((await resumeEvaluation(ctx, { id: made.id })).state).toBe('pending');
    expect((await jobsOf(ctx, made)).map((row) => row.attempt)).toEqual([2, 2]);
    for (const { jobId } of made.runs) await end(ctx, jobId, 'succeeded');
    expect(await codeOf(deleteEvaluation(other, { id: made.id, confirm: 'DELETE' }))).toBe('not_found');
    const [run] = made.runs;
    if (!run) throw new Error('no run');
    await answered(ctx, run.id, [['q', 'a', 'a']]);
    await deleteEvaluation(ctx, { id: made.id, confirm: 'DELETE' });
    expect(await codeOf(getEvaluation(ctx, { id: made.id }))).toBe('not_found');
    expect(await ctx.db.select().from(evaluationRun).where(eq(evaluationRun.evaluationId, made.id))).toEqual(
      [],
    );
    expect((await jobsOf(ctx, made)).map((row) => row.desired)).toEqual(['deleted', 'deleted']);
    const { bucket } = parseStorageUri(`storage://studio-${ctx.accountId.slice(4)}/x`);
    const left = await ctx.store.listObjects(bucket, { prefix: `.studio/evaluations/${made.id}` });
    expect(left.objects).toEqual([]);
    const actions = await ctx.db.select().from(audit).where(eq(audit.targetId, made.id));
    expect(actions.map((entry) => entry.action).sort()).toEqual(
      ['create', 'delete', 'resume', 'stop'].map((verb) => `evaluation.${verb}`),
    );
  });
});

describe('the leaderboard', () => {
  it('shows the newest figure of each model and dataset, and what it no longer holds for', async () => {
    const ctx = await world.person();
    const { input, models } = await twoModels(world, ctx);
    const ids: string[] = [];
    for (const value of [0.5, 0.75]) {
      const made = await createEvaluation(ctx, input);
      const [run] = made.runs;
      if (!run) throw new Error('no run');
      ids.push(made.id);
      await answered(ctx, run.id, [['q', 'a', 'a']], value);
    }
    const board = await getLeaderboard(ctx, {});
    expect(board.datasets).toMatchObject([{ datasetVersionId: input.datasetVersionId, versionNumber: 1 }]);
    expect(board.entries).toHaveLength(1);
    expect(board.entries[0]?.figures).toMatchObject([
      { evaluationId: ids[1], figure: { value: 0.75 }, stale: [] },
    ]);
    await addModelVersion(ctx, models[0]?.modelId ?? '');
    const later = await getLeaderboard(ctx, {});
    expect(later.entries[0]?.figures[0]?.stale).toEqual(['model.newer']);
    expect((await getLeaderboard(await world.person(), {})).entries).toEqual([]);
    expect((await getLeaderboard(ctx, { metric: 'perplexity' })).entries).toEqual([]);
  });
});
