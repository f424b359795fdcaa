import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { GateCheck, VersionGate } from '#lib/contracts/gate.ts';
import { evaluationRun, modelVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { createEvaluation } from '#lib/domain/evaluations/create-evaluation.ts';
import { addDataset, addModel, CPU_INFO, setCluster } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { useWorld } from '#lib/testing/world.ts';
import { getVersion } from './get-version.ts';

const world = useWorld();
const passed = (rule: GateCheck['rule'], limit: number): VersionGate => ({
  verdict: 'passed',
  checks: [{ rule, limit, before: 1, after: 1, worse: 0, passed: true }],
  overruled: null,
});

/** A version that was made of another, by a compression with this gate. */
async function scene(gate: VersionGate | null = passed('accuracy', 1)) {
  const ctx = await world.person();
  await setCluster(world, CPU_INFO);
  const source = await addModel(ctx);
  const small = await addModel(ctx);
  await ctx.db
    .update(modelVersion)
    .set({ baseVersionId: source.versionId, gate })
    .where(eq(modelVersion.id, small.versionId));
  const found = async (as: Context = ctx) =>
    (await getVersion(as, { modelId: small.modelId, number: 1 })).gateEvaluation;
  return { ctx, source: source.versionId, small: small.versionId, data: await addDataset(ctx), found };
}

/** An evaluation that has ended: right answers of 200 by version. */
async function measured(ctx: Context, data: string, right: Record<string, number>, maxNewTokens = 32) {
  const made = await createEvaluation(ctx, {
    targets: Object.keys(right).map((modelVersionId) => ({ modelVersionId })),
    datasetVersionId: data,
    metrics: ['exact_match'],
    maxNewTokens,
  });
  for (const run of made.runs) {
    const correct = right[run.modelVersionId] ?? 0;
    await ctx.db.update(evaluationRun).set({ samples: 200, correct }).where(eq(evaluationRun.id, run.id));
  }
  return made;
}

describe('beside its gate a version shows', () => {
  it('what the newest evaluation says of it and of its source', async () => {
    const { ctx, source, small, data, found } = await scene();
    expect(await found()).toBeNull();
    const first = await measured(ctx, data, { [source]: 180, [small]: 178 });
    expect(await found()).toEqual({
      evaluationId: first.id,
      evaluationName: first.name,
      before: 0.9,
      after: 0.89,
      worse: 1,
      exceeds: false,
    });
    const second = await measured(ctx, data, { [small]: 177 });
    expect(await found()).toMatchObject({ evaluationId: second.id, worse: 1.5, exceeds: true });
    const third = await measured(ctx, data, { [source]: 170, [small]: 177 });
    expect(await found()).toMatchObject({ evaluationId: third.id, worse: -3.5, exceeds: false });
  });

  it('nothing where the two did not answer the same questions alike', async () => {
    const { ctx, source, small, data, found } = await scene();
    await measured(ctx, data, { [small]: 100 });
    await measured(ctx, await addDataset(ctx), { [source]: 190 });
    await measured(ctx, data, { [source]: 190 }, 64);
    expect(await found()).toBeNull();
  });

  it('figures without a warning where no rule for accuracy was set, and nothing without a gate', async () => {
    const loose = await scene(passed('perplexity', 10));
    await measured(loose.ctx, loose.data, { [loose.source]: 190, [loose.small]: 20 });
    expect(await loose.found()).toMatchObject({ worse: 85, exceeds: false });
    const free = await scene(null);
    await measured(free.ctx, free.data, { [free.source]: 190, [free.small]: 20 });
    expect(await free.found()).toBeNull();
  });

  it('nothing to someone who may not see evaluations', async () => {
    const { ctx, source, small, data, found } = await scene();
    await measured(ctx, data, { [source]: 180, [small]: 178 });
    const without = await world.person({ without: 'evaluation:read', accountId: ctx.accountId });
    expect(await found(without)).toBeNull();
    expect(await found()).not.toBeNull();
  });
});
