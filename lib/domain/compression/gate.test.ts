import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { CompressionReport } from '#lib/contracts/agent/index.ts';
import { audit, job, service } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { findModelVersion } from '#lib/domain/models/find-model-version.ts';
import { overruleGate } from '#lib/domain/models/overrule-gate.ts';
import { createService } from '#lib/domain/serving/create-service.ts';
import { planService } from '#lib/domain/serving/plan-service.ts';
import { rollOutService } from '#lib/domain/serving/roll-out-service.ts';
import { goodService } from '#lib/domain/serving/testing/serving-scene.ts';
import { addModel } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { useWorld } from '#lib/testing/world.ts';
import { completeCompression } from './complete-compression.ts';
import { createCompressionJob } from './create-compression-job.ts';
import { getCompressionJob } from './get-compression-job.ts';
import { judgeGate } from './judge-gate.ts';
import { planCompressionJob } from './plan-compression-job.ts';
import { compressionForm, RESULT } from './testing/compression-scene.ts';

const world = useWorld();
const REASON = '只内部试用';

const reportOf = (correctAfter: number, perplexityAfter: number): CompressionReport => ({
  tokens: 2044,
  perplexityBefore: 20,
  perplexityAfter,
  speed: null,
  layers: [],
  answers: { samples: 100, changed: 3, correctBefore: 90, correctAfter, examples: [] },
});

/** A compression that has ended with this report. */
async function compressed(ctx: Context, report: CompressionReport | null, more: object = {}) {
  const { id } = await createCompressionJob(ctx, { ...(await compressionForm(world, ctx)), ...more });
  const result = { ...RESULT, report };
  const [row] = await ctx.db
    .update(job)
    .set({ state: 'succeeded', result })
    .where(eq(job.id, id))
    .returning();
  if (!row) throw new Error('no job');
  await ctx.db.transaction((tx) => completeCompression(tx, row, { state: 'succeeded', result }));
  const made = await getCompressionJob(ctx, { id });
  if (!made.outputVersion || !made.outputModelId) throw new Error('nothing came out');
  return { ...made.outputVersion, modelId: made.outputModelId };
}
const failing = (ctx: Context) => compressed(ctx, reportOf(88, 21));
const deploy = async (ctx: Context, modelVersionId: string) =>
  createService(ctx, await goodService(world, ctx, { modelVersionId }));

describe('the verdict', () => {
  const gate = { maxAccuracyDrop: 1, maxPerplexityRise: 10 };
  it.each([
    ['exactly at both limits', reportOf(89, 22), 'passed'],
    ['better than before', reportOf(95, 18), 'passed'],
    ['two answers of a hundred fewer', reportOf(88, 20), 'failed'],
    ['a perplexity that rose by 11 %', reportOf(90, 22.2), 'failed'],
    ['no report at all', null, 'unmeasured'],
    ['no answers, a good perplexity', { ...reportOf(90, 20), answers: null }, 'unmeasured'],
    ['no answers, a bad perplexity', { ...reportOf(90, 40), answers: null }, 'failed'],
  ])('of %s', (_what, report, verdict) => {
    expect(judgeGate(gate, report)?.verdict).toBe(verdict);
  });
  it('says what was before and after, and by how much it is worse', () => {
    expect(judgeGate(gate, reportOf(88, 21))?.checks).toEqual([
      { rule: 'accuracy', limit: 1, before: 0.9, after: 0.88, worse: 2, passed: false },
      { rule: 'perplexity', limit: 10, before: 20, after: 21, worse: expect.closeTo(5), passed: true },
    ]);
  });
  it('looks only at what a rule was set for', () => {
    expect(judgeGate({ maxAccuracyDrop: null, maxPerplexityRise: 10 }, reportOf(0, 20))?.verdict).toBe(
      'passed',
    );
    expect(judgeGate({ maxAccuracyDrop: null, maxPerplexityRise: null }, reportOf(0, 99))).toBeNull();
    expect(judgeGate(null, reportOf(0, 99))).toBeNull();
  });
});

describe('a version', () => {
  it('that passed is deployed', async () => {
    const ctx = await world.person();
    const { id, gate } = await compressed(ctx, reportOf(90, 20.5));
    expect(gate).toMatchObject({ verdict: 'passed', overruled: null });
    expect((await deploy(ctx, id)).state).toBe('deploying');
  });

  it('that failed is refused wherever a version is deployed, with figures and the way out', async () => {
    const ctx = await world.person();
    const { id } = await failing(ctx);
    await expect(deploy(ctx, id)).rejects.toMatchObject({
      code: 'state.wrong',
      message: expect.stringContaining('accuracy fell by 2 points, at most 1 were allowed'),
      advice: expect.stringContaining('ask an administrator'),
      because: { values: { finding: 'model.gate', accuracy: '2', accuracyLimit: 1, perplexity: 'none' } },
    });
    const running = await createService(ctx, await goodService(world, ctx));
    await ctx.db.update(service).set({ state: 'running' }).where(eq(service.id, running.id));
    await expect(rollOutService(ctx, { id: running.id, modelVersionId: id })).rejects.toMatchObject({
      code: 'state.wrong',
      because: { values: { finding: 'model.gate' } },
    });
    const plan = await planService(ctx, { modelVersionId: id });
    expect(plan.blockers.map(({ code }) => code)).toContain('model.gate');
  });

  it('that nothing measured is refused, one without a gate is not', async () => {
    const ctx = await world.person();
    const { id, gate } = await compressed(ctx, null);
    expect(gate?.verdict).toBe('unmeasured');
    await expect(deploy(ctx, id)).rejects.toMatchObject({ message: expect.stringContaining('measured') });
    const free = await compressed(ctx, reportOf(0, 99), { gate: null });
    expect(free.gate).toBeNull();
    expect((await deploy(ctx, free.id)).state).toBe('deploying');
  });

  it('that failed is deployed once an administrator overruled it; the reason stays with it', async () => {
    const ctx = await world.person();
    const { id, modelId, number } = await failing(ctx);
    const admin = await world.person({ role: 'administrator', accountId: ctx.accountId });
    const overruled = { userId: admin.user.id, name: admin.user.name, reason: REASON };
    const answer = await overruleGate(admin, { modelId, number, reason: ` ${REASON} ` });
    expect(answer.gate).toMatchObject({ verdict: 'failed', overruled });
    expect((await findModelVersion(ctx, { id })).gate).toMatchObject({ overruled });
    const rows = await ctx.db.select().from(audit).where(eq(audit.targetId, id));
    expect(rows).toMatchObject([{ action: 'model.overrule_gate', after: { overruled } }]);
    expect((await deploy(ctx, id)).state).toBe('deploying');
  });
});

describe('overruling', () => {
  const overrule = async (ctx: Context, version: { modelId: string; number: number }, reason = REASON) =>
    overruleGate(ctx, { modelId: version.modelId, number: version.number, reason });

  it('is refused without the right, in another account and without a reason', async () => {
    const ctx = await world.person();
    const version = await failing(ctx);
    await expect(overrule(ctx, version)).rejects.toMatchObject({ code: 'permission.missing' });
    const other = await world.person({ role: 'administrator' });
    await expect(overrule(other, version)).rejects.toMatchObject({ code: 'not_found' });
    const admin = await world.person({ role: 'administrator', accountId: ctx.accountId });
    await expect(overrule(admin, version, '  ')).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [{ field: 'reason' }],
    });
    await expect(overrule(admin, { ...version, number: 9 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is refused where there is nothing to overrule', async () => {
    const admin = await world.person({ role: 'administrator' });
    const passed = await compressed(admin, reportOf(90, 20));
    await expect(overrule(admin, passed)).rejects.toMatchObject({ because: { key: 'gate.passed' } });
    const { modelId } = await addModel(admin);
    await expect(overrule(admin, { modelId, number: 1 })).rejects.toMatchObject({
      because: { key: 'gate.none' },
    });
    const failed = await failing(admin);
    await overrule(admin, failed);
    await expect(overrule(admin, failed)).rejects.toMatchObject({ because: { key: 'gate.overruled' } });
  });
});

describe('the form', () => {
  it('holds a gate by default, and refuses one that nothing could be held to', async () => {
    const ctx = await world.person();
    const form = await compressionForm(world, ctx);
    const made = await createCompressionJob(ctx, form);
    expect(made.settings.gate).toEqual({ maxAccuracyDrop: 1, maxPerplexityRise: 10 });
    const plan = await planCompressionJob(ctx, {
      ...form,
      output: { kind: 'model', name: 'another' },
      reportSamples: 0,
      gate: { maxAccuracyDrop: 2, maxPerplexityRise: null },
    });
    expect(plan.blockers).toMatchObject([{ field: 'gate.maxAccuracyDrop', code: 'gate.no_answers' }]);
  });
});
