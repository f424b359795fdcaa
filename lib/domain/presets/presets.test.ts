import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { SnapshotRoute } from '#lib/contracts/gateway.ts';
import type { OfferPresetInput } from '#lib/contracts/presets.ts';
import { audit, preset, trialUse } from '#lib/db/schema/index.ts';
import { createApiKey } from '#lib/domain/access/create-api-key.ts';
import { createServiceGroup } from '#lib/domain/access/create-service-group.ts';
import { listCallables } from '#lib/domain/access/list-callables.ts';
import { breakDownCalls } from '#lib/domain/calls/break-down-calls.ts';
import { ingestCalls } from '#lib/domain/calls/ingest/ingest-calls.ts';
import { newCall } from '#lib/domain/calls/testing/new-call.ts';
import type { Context } from '#lib/domain/context.ts';
import { listCallableServices } from '#lib/domain/playground/list-callable-services.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { useWorld } from '#lib/testing/world.ts';
import { PRESET_CATALOGUE } from './catalogue.ts';
import { getPreset } from './get-preset.ts';
import { listPresets } from './list-presets.ts';
import { offerPreset } from './offer-preset.ts';
import { presetRoutes } from './routes.ts';
import { updatePreset } from './update-preset.ts';
import { withdrawPreset } from './withdraw-preset.ts';

const world = useWorld();
const KEY = 'sk-of-the-provider-7788';
let admin: Context;
let tenant: Context;
beforeAll(async () => {
  admin = await world.person({ role: 'administrator' });
  tenant = await world.person();
});

const upstream = { type: 'upstream', url: 'https://api.example.com/v1/', model: 'big', key: KEY } as const;
let made = 0;
const own = (more: Partial<OfferPresetInput> = {}) => ({
  name: `own-${made++}`,
  kind: 'chat' as const,
  source: upstream,
  ...more,
});
const secretOf = (ctx: Context) => ctx.settings.STUDIO_SECRET;
const routeOf = async (id: string) =>
  (await presetRoutes(world.database.db, secretOf(admin)))
    .map((route) => SnapshotRoute.parse(route))
    .find((route) => route.id === id);
const audits = (targetId: string) =>
  world.database.db.select().from(audit).where(eq(audit.targetId, targetId)).orderBy(audit.id);
const lineOf = async (ctx: Context, name: string) =>
  (await listPresets(ctx, { limit: 200 })).items.find((line) => line.name === name);

describe('a preset service', () => {
  it('fills its place in the catalogue and is called by its name and its catalogue id', async () => {
    const entry = PRESET_CATALOGUE.find(({ name }) => name === 'Qwen2-7B-Instruct');
    const catalogueId = entry?.id ?? '';
    expect(await lineOf(tenant, 'Qwen2-7B-Instruct')).toMatchObject({
      id: null,
      state: 'unoffered',
      reason: 'unoffered',
      terms: null,
    });
    const limits = { qps: 2, rpm: 60, tpm: 9000, ipm: null };
    const { id } = await offerPreset(admin, {
      catalogueId,
      source: upstream,
      promptFenPerMillion: 400,
      limits,
    });
    expect(await routeOf(id)).toMatchObject({
      accountId: null,
      names: ['Qwen2-7B-Instruct', catalogueId],
      kind: 'chat',
      state: 'ready',
      upstream: { url: 'https://api.example.com/v1', key: KEY },
      servedName: 'big',
      limits,
      trialTokens: 10_000,
      moderation: true,
    });
    const line = await lineOf(tenant, 'Qwen2-7B-Instruct');
    expect(line).toMatchObject({
      id,
      state: 'ready',
      terms: { promptFenPerMillion: 400, completionFenPerMillion: 0, limits, trialTokens: 10_000 },
      trialUsed: 0,
      // Where it comes from is nobody's business.
      source: null,
      offeredByName: null,
    });
    const shown = await getPreset(admin, { id });
    expect(shown.source).toEqual({
      type: 'upstream',
      url: 'https://api.example.com/v1',
      model: 'big',
      keyLastFour: '7788',
    });
    const rows = await world.database.db.select().from(preset).where(eq(preset.id, id));
    const [offered] = await audits(id);
    expect(offered).toMatchObject({ action: 'preset.offer', targetName: 'Qwen2-7B-Instruct' });
    expect(JSON.stringify([rows, await audits(id), shown, line])).not.toContain('of-the-provider');
  });

  it('keeps its id, its trials and its place in keys through withdrawal and another offer', async () => {
    const input = own();
    const { id, name } = await offerPreset(admin, input);
    const { key } = await createApiKey(tenant, { scope: [id] });
    expect(key.scope).toEqual([{ id, name }]);
    const group = await createServiceGroup(tenant, { name: 'both', routes: [id] });
    expect(group.routes).toEqual([{ id, name }]);
    const call = newCall({ accountId: tenant.accountId, userId: tenant.user.id, routeId: id });
    await ingestCalls(tenant.db, [{ ...call, promptTokens: 30, completionTokens: 12 }], { keepDays: 30 });
    expect(await lineOf(tenant, name)).toMatchObject({ trialUsed: 42 });
    expect(await lineOf(admin, name)).toMatchObject({ trialUsed: 0 });
    await withdrawPreset(admin, { id });
    expect(await lineOf(tenant, name)).toBeUndefined();
    expect(await routeOf(id)).toBeUndefined();
    await expect(getPreset(tenant, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(createApiKey(tenant, { scope: [id] })).rejects.toMatchObject({
      fields: [{ field: 'scope.0' }],
    });
    const named = await breakDownCalls(tenant, { by: 'route' });
    expect(named.items).toMatchObject([{ kind: 'preset', id, name, calls: 1 }]);
    const [row] = await tenant.db.select().from(preset).where(eq(preset.id, id));
    expect(row?.sealedKey).toBeNull();
    expect(await offerPreset(admin, { ...input, trialTokens: 50 })).toMatchObject({ id, name });
    expect(await lineOf(tenant, name)).toMatchObject({ trialUsed: 42, terms: { trialTokens: 50 } });
    expect((await audits(id)).map((each) => each.action)).toEqual([
      'preset.offer',
      'preset.withdraw',
      'preset.offer',
    ]);
  });

  it('can be chosen for keys, groups and the playground', async () => {
    const { id, name } = await offerPreset(admin, own({ trialTokens: 100 }));
    await offerPreset(admin, own({ kind: 'embedding' }));
    await tenant.db.insert(trialUse).values({ presetId: id, userId: tenant.user.id, used: 130 });
    const callables = await listCallables(tenant, { search: name });
    expect(callables.items).toEqual([{ id, name, callName: name, kind: 'preset', modelName: null }]);
    const pages = [];
    for (let cursor: string | undefined; pages.length < 100; ) {
      const page = await listCallables(tenant, { limit: 1, ...(cursor ? { cursor } : {}) });
      pages.push(...page.items.map((item) => item.id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(pages).toEqual((await listCallables(tenant, {})).items.map((item) => item.id));
    expect(pages).toContain(id);
    const chatter = await world.person({ role: 'playground', accountId: tenant.accountId });
    for (const who of [tenant, chatter]) {
      const { items } = await listCallableServices(who, {});
      expect(items.every((item) => item.kind === 'preset' && item.id.startsWith('pre_'))).toBe(true);
      expect(items.find((item) => item.id === id)).toMatchObject({
        callName: name,
        state: 'ready',
        trial: { tokens: 100, used: who === tenant ? 100 : 0 },
      });
    }
  });

  it('changes its terms and its source; the key that is kept stays with its address', async () => {
    const { id } = await offerPreset(admin, own());
    const changed = await updatePreset(admin, {
      id,
      completionFenPerMillion: 800,
      trialTokens: null,
      limits: { rpm: 5 },
      source: { type: 'upstream', url: 'https://api.example.com/v1', model: 'bigger' },
    });
    expect(changed.terms).toMatchObject({
      completionFenPerMillion: 800,
      trialTokens: null,
      limits: { qps: null, rpm: 5, tpm: null, ipm: null },
    });
    const route = { upstream: { key: KEY }, servedName: 'bigger', trialTokens: null };
    expect(await routeOf(id)).toMatchObject(route);
    const elsewhere = { type: 'upstream', url: 'https://other.example.com', model: 'bigger' } as const;
    await expect(updatePreset(admin, { id, source: elsewhere })).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [{ field: 'source.key' }],
      because: { key: 'preset.keyAgain' },
    });
    await updatePreset(admin, { id, source: { ...elsewhere, key: null } });
    expect(await routeOf(id)).toMatchObject({ upstream: { url: 'https://other.example.com', key: null } });
    const [, change] = await audits(id);
    expect(change).toMatchObject({
      action: 'preset.update',
      before: { trialTokens: 10_000, keyLastFour: '7788' },
      after: { trialTokens: null, upstreamModel: 'bigger' },
    });
  });

  it('is down with a reason when STUDIO_SECRET is another one', async () => {
    const { id, name } = await offerPreset(admin, own());
    const [route] = (await presetRoutes(admin.db, 'another secret, which is long enough')).filter(
      (each) => each.id === id,
    );
    expect(route).toMatchObject({ state: 'down', upstream: null });
    const settings = readSettings({ STUDIO_SECRET: 'another secret, which is long enough' });
    expect(await lineOf({ ...tenant, settings }, name)).toMatchObject({ state: 'down', reason: 'key' });
  });
});

describe('offering is refused', () => {
  it('to everyone but administrators of the first account', async () => {
    const { id } = await offerPreset(admin, own());
    const all = (who: Context) => [
      () => offerPreset(who, own()),
      () => updatePreset(who, { id, trialTokens: 1 }),
      () => withdrawPreset(who, { id }),
    ];
    const others = [
      await world.person({ role: 'administrator' }),
      await world.person({ accountId: admin.accountId }),
      await world.person({ role: 'administrator', accountId: admin.accountId, without: 'preset:write' }),
    ];
    for (const who of others) {
      for (const one of all(who)) await expect(one()).rejects.toMatchObject({ code: 'permission.missing' });
      expect((await getPreset(who, { id })).source).toBeNull();
    }
    const weak = await world.person({ without: 'preset:read' });
    for (const one of [() => listPresets(weak, {}), () => getPreset(weak, { id })])
      await expect(one()).rejects.toMatchObject({ code: 'permission.missing' });
    expect(await audits(id)).toHaveLength(1);
  });

  it('for names that are taken, unknown catalogue entries and bad fields', async () => {
    const { name } = await offerPreset(admin, own());
    for (const taken of [name, 'ChatGLM3-6B', '7450fa195778420393542c7fa13c6640'])
      await expect(offerPreset(admin, own({ name: taken }))).rejects.toMatchObject({
        code: 'name.taken',
        fields: [{ field: 'name' }],
      });
    await expect(offerPreset(admin, { catalogueId: 'nothing', source: upstream })).rejects.toMatchObject({
      code: 'not_found',
    });
    const from = (more: object) => ({ source: { ...upstream, ...more } });
    for (const [field, input] of [
      ['source.url', from({ url: 'ftp://example.com' })],
      ['source.url', from({ url: 'not an address' })],
      ['source.url', from({ url: 'https://me:pw@example.com/v1' })],
      ['source.url', from({ url: 'https://example.com/v1?key=1' })],
      ['source.url', from({ url: 'http://169.254.169.254/latest' })],
      ['source.url', from({ url: 'http://0xa9fea9fe/' })],
      ['source.url', from({ url: 'http://[fe80::1]/v1' })],
      ['source.url', from({ url: 'http://[::ffff:169.254.169.254]/v1' })],
      ['source.url', from({ url: 'http://metadata.google.internal/v1' })],
      ['source.url', from({ url: 'https://example.com/v1/chat/completions' })],
      ['source.url', from({ url: 'http://127.0.0.1:3001/v1' })],
      ['source.model', from({ model: ' ' })],
      ['source.key', from({ key: 'two words' })],
      ['trialTokens', { trialTokens: 0 }],
      ['promptFenPerMillion', { promptFenPerMillion: 0.5 }],
      ['limits.rpm', { limits: { rpm: -1 } }],
      ['confirmModerationOff', { moderation: false }],
      ['kind', { kind: undefined }],
      ['kind', { kind: 'text-to-image' }],
      ['catalogueId', { catalogueId: '40f9ae16e840417289ad2951f5b2c88f', name: undefined, kind: undefined }],
      ['name', { name: 'has spaces' }],
    ] as const)
      await expect(
        offerPreset(admin, { ...own(), ...input } as Parameters<typeof offerPreset>[1]),
        JSON.stringify(input),
      ).rejects.toMatchObject({ code: 'request.invalid', fields: [{ field }] });
    const { id } = await offerPreset(admin, own({ moderation: false, confirmModerationOff: true }));
    await updatePreset(admin, { id, moderation: true });
    await expect(updatePreset(admin, { id, moderation: false })).rejects.toMatchObject({
      fields: [{ field: 'confirmModerationOff' }],
    });
  });

  it('takes one of two offers of a name at a time', async () => {
    const input = own();
    const answers = await Promise.allSettled([offerPreset(admin, input), offerPreset(admin, input)]);
    expect(answers.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find((each) => each.status === 'rejected')).toMatchObject({
      reason: { code: 'name.taken' },
    });
  });
});

it('lists what is offered first, then the rest of the catalogue, page by page', async () => {
  const whole = await listPresets(tenant, { limit: 200 });
  const ids = whole.items.map((line) => line.id === null);
  expect(ids.indexOf(true)).toBeGreaterThan(0);
  expect(ids.lastIndexOf(false)).toBeLessThan(ids.indexOf(true));
  const names: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listPresets(tenant, { limit: 7, ...(cursor ? { cursor } : {}) });
    names.push(...page.items.map((line) => line.name));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(names).toEqual(whole.items.map((line) => line.name));
  const images = await listPresets(tenant, { kind: 'text-to-image,image-understanding', state: 'unoffered' });
  expect(images.items.map((line) => line.name)).toEqual(['Qwen-VL-Chat', 'StableDiffusion-V2.1']);
  expect(images.items.map((line) => line.reason)).toEqual(['unoffered', 'unsupported']);
  expect((await listPresets(tenant, { search: 'llama2-7b' })).items).toHaveLength(1);
});
