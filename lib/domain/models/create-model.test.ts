import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { audit, job, model } from '#lib/db/schema/index.ts';
import type { StudioError } from '#lib/platform/errors.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createModel } from './create-model.ts';
import { getModel } from './get-model.ts';
import { listTemplates } from './list-templates.ts';
import { BUILT_IN_SLUG } from './templates/own.ts';
import { newTestModel } from './testing/new-model.ts';
import { newWeightsFolder } from './testing/weights-folder.ts';
import { updateModel } from './update-model.ts';

const world = useWorld();

describe('createModel', () => {
  test('own weights with the check off are ready at once, with size and parameters read', async () => {
    const ctx = await world.person();
    const uri = await newWeightsFolder(ctx);
    const made = await createModel(ctx, {
      template: 'huggingface',
      name: '新闻模型.v1',
      description: 'first',
      weights: { kind: 'own', uri, check: false },
    });
    expect(made).toMatchObject({
      name: '新闻模型.v1',
      origin: 'own-weights',
      state: 'ready',
      versionCount: 1,
      latestVersion: 1,
      createdBy: ctx.user.name,
      blockedBy: [],
    });
    expect(made.versions[0]).toMatchObject({
      number: 1,
      weights: uri,
      parameters: 12,
      contextLength: 2048,
      checkJobId: null,
    });
    const rows = await ctx.db.select().from(audit).where(eq(audit.targetId, made.id));
    expect(rows.map((row) => row.action)).toEqual(['model.create']);
  });

  test('own weights are checked by a real job unless told otherwise', async () => {
    const ctx = await world.person();
    const uri = await newWeightsFolder(ctx);
    const made = await createModel(ctx, {
      template: 'qwen2-0.5b',
      name: 'checked',
      weights: { kind: 'own', uri },
    });
    expect(made.state).toBe('checking');
    const [row] = await ctx.db
      .select()
      .from(job)
      .where(eq(job.id, made.versions[0]?.checkJobId ?? ''));
    expect(row).toMatchObject({
      kind: 'check-weights',
      state: 'pending',
      template: 'qwen2-0.5b',
      modelVersionId: made.versions[0]?.id,
      poolId: world.poolId,
    });
    expect(row?.spec.runner).toMatchObject({
      model: uri,
      expected: { modelType: 'qwen2', quantised: false, config: { hidden_size: 896 } },
    });
    expect(made.blockedBy.map((blocker) => blocker.id)).toEqual([row?.id]);
  });

  test.each([
    ['', /1 to 64/],
    ['a'.repeat(65), /1 to 64/],
    ['1model', /starts with/],
    ['_model', /starts with/],
    ['my model', /holds only/],
    ['模型/一', /holds only/],
  ])('refuses the name %j', async (name, message) => {
    const ctx = await world.person();
    const call = createModel(ctx, { template: 'huggingface', name, weights: { kind: 'recommended' } });
    await expect(call).rejects.toMatchObject({
      code: 'request.invalid',
      message: expect.stringMatching(message),
    });
  });

  test('refuses a description of 101 characters', async () => {
    const ctx = await world.person();
    await expect(
      createModel(ctx, {
        template: 'huggingface',
        name: 'm',
        description: '字'.repeat(101),
        weights: { kind: 'recommended' },
      }),
    ).rejects.toMatchObject({ message: expect.stringMatching(/at most 100/) });
  });

  test('refuses a name that is taken, here or by a running tuning, but not by another account', async () => {
    const ctx = await world.person();
    await newTestModel(ctx, { name: 'same' });
    const uri = await newWeightsFolder(ctx);
    await expect(newTestModel(ctx, { name: 'same', uri })).rejects.toMatchObject({ code: 'name.taken' });
    const other = await world.person();
    expect((await newTestModel(other, { name: 'same' })).name).toBe('same');

    const checked = await newTestModel(ctx, { name: 'open', check: true });
    await ctx.db
      .update(job)
      .set({ outputModelName: 'promised' })
      .where(eq(job.id, checked.versions[0]?.checkJobId ?? ''));
    await expect(newTestModel(ctx, { name: 'promised', uri })).rejects.toMatchObject({ code: 'name.taken' });
  });

  test('refuses recommended weights that are not here, and those that a series never has', async () => {
    const ctx = await world.person();
    const recommended = (template: string) =>
      createModel(ctx, { template, name: 'm', weights: { kind: 'recommended' } });
    await expect(recommended('qwen2-7b')).rejects.toMatchObject({
      code: 'request.invalid',
      message: expect.stringMatching(/not on this installation/),
    });
    await expect(recommended('baichuan2-13b')).rejects.toMatchObject({
      message: expect.stringMatching(/your own weights only/),
    });
  });

  test('the built-in weights are a matter of moments until the controller has put them there', async () => {
    const ctx = await world.person();
    const call = createModel(ctx, {
      template: BUILT_IN_SLUG,
      name: 'too-early',
      weights: { kind: 'recommended' },
    });
    const refusal = await call.catch((error: StudioError) => error);
    expect(refusal).toMatchObject({
      code: 'state.wrong',
      status: 409,
      because: { key: 'model.weightsPreparing', values: { template: 'Studio-Mini-3M' } },
      message: 'The weights of Studio-Mini-3M are still being prepared.',
      advice: expect.stringContaining('Try again in a few seconds'),
      retryAfterSeconds: 2,
      fields: undefined,
    });
    const card = (await listTemplates(ctx, { limit: 1 })).items[0];
    const create = card?.abilities.find((ability) => ability.action === 'create');
    expect(create).toMatchObject({ runnable: true, reason: { code: 'weights-preparing' } });
    expect(await ctx.db.select().from(model).where(eq(model.accountId, ctx.accountId))).toEqual([]);
    const own = await newTestModel(ctx, { template: BUILT_IN_SLUG, name: 'with-own-weights' });
    expect(own.state).toBe('ready');
  });

  test('refuses SmoothQuant templates and templates that do not exist', async () => {
    const ctx = await world.person();
    const uri = await newWeightsFolder(ctx);
    await expect(newTestModel(ctx, { template: 'llama2-7b-sq', uri })).rejects.toMatchObject({
      code: 'state.wrong',
    });
    await expect(newTestModel(ctx, { template: 'gpt-9', uri })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('refuses an empty folder always, and without the check a folder that is no model', async () => {
    const ctx = await world.person();
    const empty = await newWeightsFolder(ctx, { 'config.json': null, 'model.safetensors': null });
    await expect(newTestModel(ctx, { uri: empty, check: true })).rejects.toMatchObject({
      code: 'content.invalid',
    });
    const noConfig = await newWeightsFolder(ctx, { 'config.json': null });
    await expect(newTestModel(ctx, { uri: noConfig })).rejects.toMatchObject({
      message: expect.stringMatching(/config.json is missing/),
    });
    const broken = await newWeightsFolder(ctx, { 'config.json': '{"a":' });
    await expect(newTestModel(ctx, { uri: broken })).rejects.toMatchObject({
      message: expect.stringMatching(/not JSON/),
    });
    const noWeights = await newWeightsFolder(ctx, { 'model.safetensors': null });
    await expect(newTestModel(ctx, { uri: noWeights })).rejects.toMatchObject({
      message: expect.stringMatching(/No weight file/),
    });
    expect((await newTestModel(ctx, { uri: broken, check: true })).state).toBe('checking');
  });

  test("refuses a folder in another account's bucket", async () => {
    const theirs = await newWeightsFolder(await world.person());
    const ctx = await world.person();
    await expect(newTestModel(ctx, { uri: theirs })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('refuses without the right, and a dry run leaves nothing', async () => {
    const without = await world.person({ without: 'model:write' });
    await expect(
      createModel(without, { template: 'huggingface', name: 'm', weights: { kind: 'recommended' } }),
    ).rejects.toMatchObject({ code: 'permission.missing' });
    const ctx = await world.person();
    const dry = await newTestModel({ ...ctx, dryRun: true }, { uri: await newWeightsFolder(ctx) });
    expect(dry.state).toBe('ready');
    expect(await ctx.db.select().from(model).where(eq(model.accountId, ctx.accountId))).toEqual([]);
  });
});

describe('getModel and updateModel', () => {
  test('are closed to another account and without the right', async () => {
    const ctx = await world.person();
    const made = await newTestModel(ctx);
    const other = await world.person();
    await expect(getModel(other, { modelId: made.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(updateModel(other, { modelId: made.id, name: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
    const blind = await world.person({ accountId: ctx.accountId, without: 'model:read' });
    await expect(getModel(blind, { modelId: made.id })).rejects.toMatchObject({ code: 'permission.missing' });
    const reader = await world.person({ accountId: ctx.accountId, without: 'model:write' });
    await expect(updateModel(reader, { modelId: made.id, name: 'x' })).rejects.toMatchObject({
      code: 'permission.missing',
    });
  });

  test('a rename keeps what is absent, refuses a taken name and writes before and after', async () => {
    const ctx = await world.person();
    const made = await newTestModel(ctx, { name: 'old' });
    await newTestModel(ctx, { name: 'taken' });
    const renamed = await updateModel(ctx, { modelId: made.id, name: 'new' });
    expect(renamed).toMatchObject({ name: 'new', description: '' });
    expect((await updateModel(ctx, { modelId: made.id, description: 'd' })).name).toBe('new');
    await expect(updateModel(ctx, { modelId: made.id, name: 'taken' })).rejects.toMatchObject({
      code: 'name.taken',
    });
    const rows = await ctx.db.select().from(audit).where(eq(audit.action, 'model.update'));
    expect(rows.find((row) => row.targetId === made.id)).toMatchObject({
      before: { name: 'old', description: '' },
      after: { name: 'new', description: '' },
    });
  });
});
