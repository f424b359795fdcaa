import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { MAX_VERSIONS } from '#lib/contracts/values/models.ts';
import { audit, job } from '#lib/db/schema/index.ts';
import { newTestJob } from '#lib/domain/jobs/testing/new-test-job.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createVersion } from './create-version.ts';
import { deleteModel } from './delete-model.ts';
import { deleteVersion } from './delete-version.ts';
import { getModel } from './get-model.ts';
import { getVersion } from './get-version.ts';
import { listModelTaskRecords } from './list-model-task-records.ts';
import { listVersions } from './list-versions.ts';
import { newTestModel } from './testing/new-model.ts';
import { newWeightsFolder } from './testing/weights-folder.ts';

const world = useWorld();

async function modelWithTwo() {
  const ctx = await world.person();
  const weights = await newWeightsFolder(ctx);
  const made = await newTestModel(ctx, { uri: weights });
  const second = await createVersion(ctx, { modelId: made.id, baseVersion: 1, weights, check: false });
  return { ctx, weights, made, second };
}

describe('createVersion', () => {
  test('takes the next number, points at its base and writes an audit row', async () => {
    const { ctx, made, second } = await modelWithTwo();
    expect(second).toMatchObject({
      number: 2,
      baseVersion: 1,
      state: 'ready',
      modelName: made.name,
      versionCount: 2,
    });
    const rows = await ctx.db.select().from(audit).where(eq(audit.targetId, second.id));
    expect(rows.map((row) => row.action)).toEqual(['model.create_version']);
    expect((await getModel(ctx, { modelId: made.id })).latestVersion).toBe(2);
    expect((await listVersions(ctx, { modelId: made.id })).items.map((version) => version.number)).toEqual([
      1, 2,
    ]);
  });

  test('is checked by default, and the model shows the state of its newest version', async () => {
    const { ctx, weights, made } = await modelWithTwo();
    const third = await createVersion(ctx, { modelId: made.id, baseVersion: 2, weights });
    expect(third).toMatchObject({ state: 'checking', check: { state: 'pending' } });
    expect((await getModel(ctx, { modelId: made.id })).state).toBe('checking');
  });

  test('stops at ten, and a deleted number is not used again', async () => {
    const { ctx, weights, made } = await modelWithTwo();
    const add = () => createVersion(ctx, { modelId: made.id, baseVersion: 1, weights, check: false });
    for (let number = 3; number <= MAX_VERSIONS; number++) expect((await add()).number).toBe(number);
    await expect(add()).rejects.toMatchObject({ code: 'limit.reached' });
    await deleteVersion(ctx, { modelId: made.id, number: MAX_VERSIONS, confirm: 'DELETE' });
    expect((await add()).number).toBe(MAX_VERSIONS + 1);
  });

  test('two at once get two numbers', async () => {
    const { ctx, weights, made } = await modelWithTwo();
    const add = () => createVersion(ctx, { modelId: made.id, baseVersion: 1, weights, check: false });
    const numbers = (await Promise.all([add(), add(), add()])).map((version) => version.number);
    expect(numbers.sort()).toEqual([3, 4, 5]);
  });

  test('refuses a base that is not there, another account and a missing right', async () => {
    const { ctx, weights, made } = await modelWithTwo();
    const input = { modelId: made.id, baseVersion: 1, weights, check: false };
    await expect(createVersion(ctx, { ...input, baseVersion: 9 })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(createVersion(await world.person(), input)).rejects.toMatchObject({ code: 'not_found' });
    const reader = await world.person({ accountId: ctx.accountId, without: 'model:write' });
    await expect(createVersion(reader, input)).rejects.toMatchObject({ code: 'permission.missing' });
    await expect(createVersion(ctx, { ...input, description: 'x'.repeat(101) })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });
});

describe('deleting', () => {
  test('is refused while a version has task records, and says which', async () => {
    const { ctx, made, second } = await modelWithTwo();
    const jobId = await newTestJob(world, { ctx, kind: 'tune', name: 'news run', modelVersionId: second.id });
    for (const call of [
      () => deleteModel(ctx, { modelId: made.id, confirm: 'DELETE' }),
      () => deleteVersion(ctx, { modelId: made.id, number: 2, confirm: 'DELETE' }),
    ])
      await expect(call()).rejects.toMatchObject({
        code: 'in_use',
        message: expect.stringMatching(new RegExp(`news run \\(tune, V002, ${jobId}\\)`)),
      });
    expect((await getModel(ctx, { modelId: made.id })).blockedBy).toHaveLength(1);
    expect((await getVersion(ctx, { modelId: made.id, number: 1 })).blockedBy).toEqual([]);
    await deleteVersion(ctx, { modelId: made.id, number: 1, confirm: 'DELETE' });
    await ctx.db.update(job).set({ desired: 'deleted' }).where(eq(job.id, jobId));
    await deleteModel(ctx, { modelId: made.id, confirm: 'DELETE' });
    await expect(getModel(ctx, { modelId: made.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('takes a finished weight check along, and waits for one that runs', async () => {
    const ctx = await world.person();
    const made = await newTestModel(ctx, { check: true });
    const jobId = made.versions[0]?.checkJobId ?? '';
    await expect(deleteModel(ctx, { modelId: made.id, confirm: 'DELETE' })).rejects.toMatchObject({
      code: 'in_use',
    });
    await ctx.db.update(job).set({ state: 'failed' }).where(eq(job.id, jobId));
    await deleteModel(ctx, { modelId: made.id, confirm: 'DELETE' });
    const [row] = await ctx.db.select().from(job).where(eq(job.id, jobId));
    expect(row?.desired).toBe('deleted');
    const rows = await ctx.db.select().from(audit).where(eq(audit.targetId, made.id));
    expect(rows.map((entry) => entry.action).sort()).toEqual(['model.create', 'model.delete']);
  });

  test('the only version goes with its model alone', async () => {
    const ctx = await world.person();
    const made = await newTestModel(ctx);
    await expect(
      deleteVersion(ctx, { modelId: made.id, number: 1, confirm: 'DELETE' }),
    ).rejects.toMatchObject({
      code: 'state.wrong',
    });
  });

  test('needs the typed word, the right and the own account', async () => {
    const { ctx, made } = await modelWithTwo();
    const typed = { modelId: made.id, confirm: 'delete' as 'DELETE' };
    await expect(deleteModel(ctx, typed)).rejects.toMatchObject({ code: 'request.invalid' });
    const input = { modelId: made.id, confirm: 'DELETE' as const };
    await expect(deleteModel(await world.person(), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteVersion(await world.person(), { ...input, number: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
    const reader = await world.person({ accountId: ctx.accountId, without: 'model:write' });
    await expect(deleteModel(reader, input)).rejects.toMatchObject({ code: 'permission.missing' });
    await expect(deleteVersion(reader, { ...input, number: 1 })).rejects.toMatchObject({
      code: 'permission.missing',
    });
  });
});

describe('task records', () => {
  test('of a model and of one version, newest first, by pages, without deleted ones', async () => {
    const { ctx, made, second } = await modelWithTwo();
    const first = made.versions[0]?.id ?? '';
    await newTestJob(world, { ctx, kind: 'tune', name: 'a', modelVersionId: first });
    await newTestJob(world, { ctx, kind: 'tune', name: 'b', modelVersionId: second.id });
    const gone = await newTestJob(world, { ctx, kind: 'tune', name: 'c', modelVersionId: second.id });
    await ctx.db.update(job).set({ desired: 'deleted' }).where(eq(job.id, gone));
    const all = await listModelTaskRecords(ctx, { modelId: made.id, limit: 1 });
    expect(all).toMatchObject({ total: 2, items: [{ name: 'b', versionNumber: 2, modelName: made.name }] });
    const next = await listModelTaskRecords(ctx, {
      modelId: made.id,
      limit: 1,
      cursor: all.nextCursor ?? '',
    });
    expect(next).toMatchObject({ items: [{ name: 'a', versionNumber: 1 }], nextCursor: null });
    const one = await listModelTaskRecords(ctx, { modelId: made.id, version: 1 });
    expect(one.items.map((record) => record.name)).toEqual(['a']);
  });

  test('are closed to another account and without the right', async () => {
    const { ctx, made } = await modelWithTwo();
    const input = { modelId: made.id };
    await expect(listModelTaskRecords(await world.person(), input)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(listVersions(await world.person(), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(getVersion(await world.person(), { ...input, number: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
    const blind = await world.person({ accountId: ctx.accountId, without: 'model:read' });
    for (const call of [
      () => listModelTaskRecords(blind, input),
      () => listVersions(blind, input),
      () => getVersion(blind, { ...input, number: 1 }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'permission.missing' });
  });
});
