import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { audit, job } from '#lib/db/schema/index.ts';
import { addDataset, addModel, CPU_INFO, setCluster } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { useWorld } from '#lib/testing/world.ts';
import { completeEvaluation } from './complete-evaluation.ts';
import { createEvaluation } from './create-evaluation.ts';
import { getEvaluation } from './get-evaluation.ts';
import { listEvaluations } from './list-evaluations.ts';

const world = useWorld();
const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof StudioError ? error.code : String(error)),
  );

describe('evaluations', () => {
  it('run as a job on the smallest flavor and keep their figures', async () => {
    await setCluster(world, CPU_INFO);
    const ctx = await world.person();
    const input = {
      modelVersionId: (await addModel(ctx)).versionId,
      datasetVersionId: await addDataset(ctx),
    };
    const made = await createEvaluation(ctx, input);
    expect(made).toMatchObject({ state: 'pending', accuracy: null });
    const [row] = await ctx.db.select().from(job).where(eq(job.id, made.jobId));
    if (!row) throw new Error('no job');
    expect(row.spec).toMatchObject({
      resources: { cpuCores: 1 },
      runner: { kind: 'evaluate', maxNewTokens: 32 },
    });
    const result = { kind: 'evaluate' as const, samples: 4, correct: 3, accuracy: 0.75 };
    await completeEvaluation(ctx.db, row, { state: 'succeeded', result });
    await ctx.db.delete(job).where(eq(job.id, made.jobId));
    expect(await getEvaluation(ctx, { id: made.id })).toMatchObject({
      state: 'succeeded',
      accuracy: 0.75,
      correct: 3,
    });
    expect((await listEvaluations(ctx, { modelVersionId: input.modelVersionId })).total).toBe(1);
    const actions = await ctx.db.select().from(audit).where(eq(audit.targetId, made.id));
    expect(actions.map((entry) => entry.action)).toEqual(['evaluation.create']);
  });

  it('refuses what is not ready, not theirs, not allowed, or does not fit', async () => {
    await setCluster(world, CPU_INFO);
    const ctx = await world.person();
    const input = {
      modelVersionId: (await addModel(ctx)).versionId,
      datasetVersionId: await addDataset(ctx),
    };
    const unready = await addModel(ctx, { state: 'checking' });
    expect(await codeOf(createEvaluation(ctx, { ...input, modelVersionId: unready.versionId }))).toBe(
      'state.wrong',
    );
    const hidden = await addDataset(ctx, { published: false });
    expect(await codeOf(createEvaluation(ctx, { ...input, datasetVersionId: hidden }))).toBe('state.wrong');
    expect(await codeOf(createEvaluation(await world.person(), input))).toBe('request.invalid');
    expect(await codeOf(createEvaluation(ctx, { ...input, flavor: 'npu-1' }))).toBe('request.invalid');
    const huge = await addModel(ctx, { parameters: 70e9 });
    expect(await codeOf(createEvaluation(ctx, { ...input, modelVersionId: huge.versionId }))).toBe(
      'request.invalid',
    );
    const without = await world.person({ without: 'evaluation:write', accountId: ctx.accountId });
    expect(await codeOf(createEvaluation(without, input))).toBe('permission.missing');
    const made = await createEvaluation(ctx, input);
    expect(await codeOf(getEvaluation(await world.person(), { id: made.id }))).toBe('not_found');
    expect((await listEvaluations(await world.person(), {})).total).toBe(0);
  });
});
