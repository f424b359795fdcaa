import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { job } from '#lib/db/schema/index.ts';
import { completeCompression } from '#lib/domain/compression/complete-compression.ts';
import { createCompressionJob } from '#lib/domain/compression/create-compression-job.ts';
import { compressionForm, RESULT } from '#lib/domain/compression/testing/compression-scene.ts';
import type { Context } from '#lib/domain/context.ts';
import { completeEvaluation } from '#lib/domain/evaluations/complete-evaluation.ts';
import { createEvaluation } from '#lib/domain/evaluations/create-evaluation.ts';
import { newTestJob } from '#lib/domain/jobs/testing/new-test-job.ts';
import { createService } from '#lib/domain/serving/create-service.ts';
import { goodService } from '#lib/domain/serving/testing/serving-scene.ts';
import { addDataset, addModel } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createMadeVersion } from './create-made-version.ts';
import { getLineage } from './get-lineage.ts';

const world = useWorld();
const rowOf = async (ctx: Context, id: string) => {
  const [row] = await ctx.db.update(job).set({ state: 'succeeded' }).where(eq(job.id, id)).returning();
  if (!row) throw new Error('no job');
  return row;
};

async function tune(ctx: Context, modelVersionId: string): Promise<string> {
  const id = await newTestJob(world, {
    ...{ ctx, kind: 'tune', name: 'tune', modelVersionId, template: 'studio-mini-3m' },
    datasetVersionId: await addDataset(ctx),
  });
  const row = await rowOf(ctx, id);
  const output = { name: 'tuned', weights: 'storage://weights-tuned/w', parameters: 1, sizeBytes: 6_000_000 };
  const made = await ctx.db.transaction((tx) => createMadeVersion(tx, row, { ...output, origin: 'tuning' }));
  return made.versionId;
}

async function compress(ctx: Context, modelVersionId: string): Promise<string> {
  const form = { ...(await compressionForm(world, ctx)), modelVersionId };
  const output = { kind: 'model', name: 'small' } as const;
  const { id } = await createCompressionJob(ctx, { ...form, output, gate: null });
  await ctx.db.update(job).set({ result: RESULT }).where(eq(job.id, id));
  const row = await rowOf(ctx, id);
  await ctx.db.transaction((tx) => completeCompression(tx, row, { state: 'succeeded', result: RESULT }));
  const graph = await getLineage(ctx, { modelId: row.outputModelId ?? '', number: 1 });
  return graph.nodes.find(({ focus }) => focus)?.id ?? '';
}

it('lineage is one picture: base, tuned, compressed, evaluated, deployed, with their figures', async () => {
  const ctx = await world.person();
  const base = await addModel(ctx, { name: 'base' });
  const tuned = await tune(ctx, base.versionId);
  const small = await compress(ctx, tuned);
  const measured = await createEvaluation(ctx, {
    name: 'headlines',
    targets: [{ modelVersionId: tuned }, { modelVersionId: small }],
    datasetVersionId: await addDataset(ctx),
    metrics: ['exact_match'],
  });
  for (const { jobId, modelVersionId } of measured.runs) {
    const accuracy = modelVersionId === tuned ? 0.95 : 0.94;
    const figures = { exact_match: { value: accuracy, lower: 0.9, upper: 1 } };
    const result = {
      ...{ kind: 'evaluate' as const, samples: 100, correct: accuracy * 100, accuracy, metrics: figures },
      ...{ cutAnswers: 0, cutQuestions: 0, harness: null },
    };
    const row = await rowOf(ctx, jobId);
    await ctx.db.transaction((tx) => completeEvaluation(tx, row, { state: 'succeeded', result }));
  }
  const service = await createService(ctx, await goodService(world, ctx, { modelVersionId: small }));

  const graph = await getLineage(ctx, { modelId: base.modelId, number: 1 });
  const steps = graph.edges.map(({ from, to, job: by }) => [from, by?.kind ?? null, to]);
  expect(steps).toHaveLength(5);
  expect(steps).toEqual(
    expect.arrayContaining([
      [base.versionId, 'tune', tuned],
      [tuned, 'compress', small],
      [tuned, null, measured.id],
      [small, null, measured.id],
      [small, null, service.id],
    ]),
  );
  const figureOf = (id: string) => graph.nodes.find((node) => node.id === id)?.figure;
  const figure = { metric: 'exact_match', evaluationId: measured.id };
  expect(figureOf(base.versionId)).toBeNull();
  expect(figureOf(tuned)).toEqual({ ...figure, value: 0.95 });
  expect(figureOf(small)).toEqual({ ...figure, value: 0.94 });
  expect(figureOf(measured.id)).toEqual({ ...figure, value: 0.95 });
  expect(graph.nodes.find((node) => node.id === service.id)).toMatchObject({
    state: 'deploying',
    figure: null,
  });

  // From the other end the same way back.
  const up = await getLineage(ctx, {
    modelId: graph.nodes.find(({ id }) => id === small)?.parentId ?? '',
    number: 1,
  });
  expect(up.edges.map(({ from, to }) => [from, to])).toEqual(
    expect.arrayContaining([
      [base.versionId, tuned],
      [tuned, small],
      [small, service.id],
    ]),
  );
});
