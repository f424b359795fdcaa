import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { job, model } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { getLineage } from '#lib/domain/models/get-lineage.ts';
import { getModel } from '#lib/domain/models/get-model.ts';
import { addModel } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { useWorld } from '#lib/testing/world.ts';
import { cloneCompressionJob } from './clone-compression-job.ts';
import { completeCompression } from './complete-compression.ts';
import { createCompressionJob } from './create-compression-job.ts';
import { getCompressionJob } from './get-compression-job.ts';
import { listCompressionJobs } from './list-compression-jobs.ts';
import { compressionForm, RESULT } from './testing/compression-scene.ts';

const world = useWorld();
const start = async (ctx: Context, more: object = {}) =>
  createCompressionJob(ctx, { ...(await compressionForm(world, ctx)), ...more });
const rowOf = async (id: string) => {
  const [row] = await world.database.db.select().from(job).where(eq(job.id, id));
  if (!row) throw new Error('no job');
  return row;
};
const succeed = async (id: string) => {
  await world.database.db.update(job).set({ state: 'succeeded', result: RESULT }).where(eq(job.id, id));
  const row = await rowOf(id);
  await world.database.db.transaction((tx) =>
    completeCompression(tx, row, { state: 'succeeded', result: RESULT }),
  );
};

describe('what comes out', () => {
  it('is a model of its own, named by its scheme, with its lineage', async () => {
    const ctx = await world.person();
    const { id } = await start(ctx, { output: { kind: 'model', name: 'small' } });
    await succeed(id);
    await succeed(id);
    const made = await getCompressionJob(ctx, { id });
    expect(made.outputVersion).toMatchObject({ number: 1 });
    const row = await getModel(ctx, { modelId: made.outputModelId ?? '' });
    expect(row).toMatchObject({ name: 'small', origin: 'compression', versionCount: 1 });
    expect(row.versions[0]).toMatchObject({ description: 'W8A8C16', sizeBytes: RESULT.sizeBytes });
    const graph = await getLineage(ctx, { modelId: row.id, number: 1 });
    expect(graph.edges.map((edge) => edge.job?.id)).toContain(id);
  });

  it('or the next version of a model, and a model of its own once that is full', async () => {
    const ctx = await world.person();
    const form = await compressionForm(world, ctx);
    const { modelId } = await addModel(ctx, { name: 'news' });
    const first = await start(ctx, { output: { kind: 'version', modelId } });
    const second = await createCompressionJob(ctx, { ...form, output: { kind: 'version', modelId } });
    await ctx.db.update(model).set({ versionCount: 1, versionsMade: 1 }).where(eq(model.id, modelId));
    await succeed(first.id);
    expect(await getCompressionJob(ctx, { id: first.id })).toMatchObject({
      outputModelId: modelId,
      outputVersion: { number: 2 },
    });
    await ctx.db.update(model).set({ versionCount: 10 }).where(eq(model.id, modelId));
    await succeed(second.id);
    const other = await getCompressionJob(ctx, { id: second.id });
    expect(other.outputModelId).not.toBe(modelId);
    expect(other.outputModelName).toMatch(/^m-.*-W8A8C16$/);
  });

  it('is nothing when it fails', async () => {
    const ctx = await world.person();
    const { id } = await start(ctx);
    const row = await rowOf(id);
    const failure = { code: 'compress.memory', kind: 'user' as const, message: 'too little', advice: null };
    await ctx.db.transaction((tx) => completeCompression(tx, row, { state: 'failed', failure }));
    expect((await getCompressionJob(ctx, { id })).outputVersion).toBeNull();
  });

  it('is listed, and cloned under the next name', async () => {
    const ctx = await world.person();
    const made = await start(ctx, { output: { kind: 'model', name: 'small-2' } });
    const [item] = (await listCompressionJobs(ctx, {})).items;
    expect(item).toMatchObject({ id: made.id, scheme: 'W8A8C16', modelVersionNumber: 1 });
    await succeed(made.id);
    const draft = await cloneCompressionJob(ctx, { id: made.id });
    expect(draft).toMatchObject({ gone: [], input: { output: { kind: 'model', name: 'small-3' } } });
    expect((await createCompressionJob(ctx, draft.input)).plan.ok).toBe(true);
  });
});
