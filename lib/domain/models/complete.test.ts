import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { audit, dataset, datasetVersion, job, model } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import type { Outcome } from '#lib/domain/jobs/outcome.ts';
import { newTestJob } from '#lib/domain/jobs/testing/new-test-job.ts';
import { useWorld } from '#lib/testing/world.ts';
import { checkVersion } from './check-version.ts';
import { onCheckWeightsFinished } from './complete-check.ts';
import { createMadeVersion } from './create-made-version.ts';
import { deleteModel } from './delete-model.ts';
import { getLineage } from './get-lineage.ts';
import { getModel } from './get-model.ts';
import { newTestModel } from './testing/new-model.ts';
import { newWeightsFolder } from './testing/weights-folder.ts';

const world = useWorld();

const RESULT = {
  kind: 'check-weights' as const,
  architecture: 'Qwen2ForCausalLM',
  parameters: 3_300_000,
  sizeBytes: 6_600_000,
  contextLength: 1024,
  dtype: 'bfloat16',
  vocabularySize: 8000,
};
const FAILURE = {
  code: 'structure_mismatch',
  kind: 'user' as const,
  message: 'hidden_size is 8, the template says 896.',
  advice: 'Compare config.json with the publisher.',
};

async function finish(ctx: Context, jobId: string, outcome: Outcome) {
  const { state } = outcome;
  const [row] = await ctx.db.update(job).set({ state }).where(eq(job.id, jobId)).returning();
  if (!row) throw new Error('no job');
  await ctx.db.transaction((tx) => onCheckWeightsFinished(tx, row, outcome));
}
const checkOf = (made: { versions: { checkJobId: string | null }[] }) =>
  made.versions.at(-1)?.checkJobId ?? '';

describe('the end of a weight check', () => {
  test('makes the version ready with what was measured', async () => {
    const ctx = await world.person();
    const made = await newTestModel(ctx, { check: true });
    await finish(ctx, checkOf(made), { state: 'succeeded', result: RESULT });
    const after = await getModel(ctx, { modelId: made.id });
    expect(after).toMatchObject({ state: 'ready', failure: null, blockedBy: [] });
    expect(after.versions[0]).toMatchObject({
      parameters: 3_300_000,
      sizeBytes: 6_600_000,
      contextLength: 1024,
    });
  });

  test('makes it failed with the code and the advice, and the model says so', async () => {
    const ctx = await world.person();
    const made = await newTestModel(ctx, { check: true });
    await finish(ctx, checkOf(made), { state: 'failed', failure: FAILURE });
    const after = await getModel(ctx, { modelId: made.id });
    expect(after).toMatchObject({ state: 'failed', failure: FAILURE });
    expect(after.versions[0]?.failure).toEqual(FAILURE);
  });

  test('a stopped check fails with the way out', async () => {
    const ctx = await world.person();
    const made = await newTestModel(ctx, { check: true });
    await finish(ctx, checkOf(made), { state: 'stopped', reason: null });
    expect((await getModel(ctx, { modelId: made.id })).failure).toMatchObject({
      code: 'check.stopped',
      kind: 'user',
    });
  });

  test('a late end of an earlier check does not touch a newer one', async () => {
    const ctx = await world.person();
    const made = await newTestModel(ctx, { check: true });
    const first = checkOf(made);
    await finish(ctx, first, { state: 'failed', failure: FAILURE });
    const again = await checkVersion(ctx, { modelId: made.id, number: 1 });
    expect(again).toMatchObject({ state: 'checking', failure: null });
    expect(again.checkJobId).not.toBe(first);
    await finish(ctx, first, { state: 'failed', failure: FAILURE });
    expect((await getModel(ctx, { modelId: made.id })).state).toBe('checking');
    const rows = await ctx.db.select().from(audit).where(eq(audit.targetId, again.id));
    expect(rows.map((row) => row.action)).toEqual(['model.check_version']);
  });

  test('a check cannot run twice at once, nor by another account, nor without the right', async () => {
    const ctx = await world.person();
    const made = await newTestModel(ctx, { check: true });
    const input = { modelId: made.id, number: 1 };
    await expect(checkVersion(ctx, input)).rejects.toMatchObject({ code: 'state.wrong' });
    await expect(checkVersion(await world.person(), input)).rejects.toMatchObject({ code: 'not_found' });
    const reader = await world.person({ accountId: ctx.accountId, without: 'model:write' });
    await expect(checkVersion(reader, input)).rejects.toMatchObject({ code: 'permission.missing' });
  });
});

async function tuned(
  ctx: Context,
  name: string,
  baseVersionId: string,
  weights = 'storage://bucket-one/out',
) {
  const [set] = await ctx.db
    .insert(dataset)
    .values({ accountId: ctx.accountId, name: `news for ${name}`, createdBy: ctx.user.id })
    .returning();
  const [data] = await ctx.db
    .insert(datasetVersion)
    .values({
      accountId: ctx.accountId,
      datasetId: set?.id ?? '',
      number: 1,
      format: 'moss-jsonl',
      source: 'storage://bucket-one/a.jsonl',
      sourceBytes: 1,
      createdBy: ctx.user.id,
    })
    .returning();
  const jobId = await newTestJob(world, {
    ctx,
    kind: 'tune',
    name: `tune ${name}`,
    modelVersionId: baseVersionId,
    datasetVersionId: data?.id ?? '',
    template: 'studio-mini-3m',
  });
  const [row] = await ctx.db.select().from(job).where(eq(job.id, jobId));
  if (!row) throw new Error('no job');
  const output = { name, weights, parameters: 3_300_000, sizeBytes: 13_200_000, origin: 'tuning' as const };
  const make = () => ctx.db.transaction((tx) => createMadeVersion(tx, row, output));
  return { make, jobId };
}

describe('createMadeVersion', () => {
  test('makes one model however often it is applied', async () => {
    const ctx = await world.person();
    const base = await newTestModel(ctx, { name: 'base', template: 'qwen2-0.5b' });
    const { make, jobId } = await tuned(ctx, 'sorter', base.versions[0]?.id ?? '');
    const made = await make();
    expect(await make()).toEqual(made);
    const row = await getModel(ctx, { modelId: made.modelId });
    expect(row).toMatchObject({ name: 'sorter', origin: 'tuning', template: 'qwen2-0.5b', state: 'ready' });
    expect(row.versions).toHaveLength(1);
    expect(row.versions[0]).toMatchObject({ madeByJobId: jobId, contextLength: 2048, parameters: 3_300_000 });
  });

  test('a name that was taken meanwhile gets a number', async () => {
    const ctx = await world.person();
    const base = await newTestModel(ctx, { name: 'sorter' });
    const { make } = await tuned(ctx, 'sorter', base.versions[0]?.id ?? '');
    expect((await make()).name).toBe('sorter-2');
  });

  test('deleting it removes weights that the platform keeps, and leaves a folder of the person', async () => {
    const ctx = await world.person();
    const own = await newWeightsFolder(ctx);
    const bucket = own.split('/')[2] ?? '';
    const kept = `storage://${bucket}/.studio/models/job-1`;
    await ctx.store.write(bucket, '.studio/models/job-1/model.safetensors', 'x');
    await ctx.store.write(bucket, '.studio/models/job-10/model.safetensors', 'x');
    const base = await newTestModel(ctx, { uri: own });
    const made = await (await tuned(ctx, 'kept', base.versions[0]?.id ?? '', kept)).make();
    const input = { modelId: made.modelId, confirm: 'DELETE' as const };
    await deleteModel({ ...ctx, dryRun: true }, input);
    expect(await ctx.store.head(bucket, '.studio/models/job-1/model.safetensors')).not.toBeNull();
    await deleteModel(ctx, input);
    expect(await ctx.store.head(bucket, '.studio/models/job-1/model.safetensors')).toBeNull();
    expect(await ctx.store.head(bucket, '.studio/models/job-10/model.safetensors')).not.toBeNull();
    await ctx.db.update(job).set({ desired: 'deleted' }).where(eq(job.accountId, ctx.accountId));
    await deleteModel(ctx, { modelId: base.id, confirm: 'DELETE' });
    expect(await ctx.store.head(bucket, 'weights/config.json')).not.toBeNull();
  });

  test('lineage shows base, dataset, template and task, from either end, and survives a deletion', async () => {
    const ctx = await world.person();
    const base = await newTestModel(ctx, { name: 'base' });
    const first = await tuned(ctx, 'one', base.versions[0]?.id ?? '');
    const one = await first.make();
    const second = await tuned(ctx, 'two', one.versionId);
    const two = await second.make();

    const graph = await getLineage(ctx, { modelId: two.modelId, number: 1 });
    const named = graph.nodes.map((node) => `${node.kind} ${node.name}${node.focus ? ' *' : ''}`).sort();
    expect(named).toEqual([
      'dataset-version news for one',
      'dataset-version news for two',
      'model-version base',
      'model-version one',
      'model-version two *',
      'template Hugging Face',
    ]);
    expect(graph.edges).toHaveLength(5);
    const step = graph.edges.find((edge) => edge.from === one.versionId && edge.to === two.versionId);
    expect(step?.job).toMatchObject({ id: second.jobId, kind: 'tune', name: 'tune two' });

    const down = await getLineage(ctx, { modelId: base.id, number: 1 });
    expect(down.nodes.filter((node) => node.kind === 'model-version').map((node) => node.name)).toEqual(
      expect.arrayContaining(['base', 'one', 'two']),
    );

    await ctx.db.update(job).set({ desired: 'deleted' }).where(eq(job.accountId, ctx.accountId));
    await deleteModel(ctx, { modelId: one.modelId, confirm: 'DELETE' });
    const after = await getLineage(ctx, { modelId: two.modelId, number: 1 });
    expect(after.nodes.find((node) => node.id === one.versionId)).toMatchObject({
      gone: true,
      name: 'one V001',
    });
    expect(after.edges.every((edge) => edge.job === null)).toBe(true);
  });

  test('lineage does not pull in the other models of a template, nor those of other accounts', async () => {
    const ctx = await world.person();
    const mine = await newTestModel(ctx, { name: 'mine' });
    await newTestModel(ctx, { name: 'sibling' });
    await newTestModel(await world.person(), { name: 'foreign' });
    const graph = await getLineage(ctx, { modelId: mine.id, number: 1 });
    expect(graph.nodes.map((node) => node.name).sort()).toEqual(['Hugging Face', 'mine']);
    expect(graph.truncated).toBe(false);
    await expect(getLineage(await world.person(), { modelId: mine.id, number: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
    const blind = await world.person({ accountId: ctx.accountId, without: 'model:read' });
    await expect(getLineage(blind, { modelId: mine.id, number: 1 })).rejects.toMatchObject({
      code: 'permission.missing',
    });
    expect(await ctx.db.select().from(model).where(eq(model.accountId, ctx.accountId))).toHaveLength(2);
  });
});
