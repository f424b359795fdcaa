import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { SnapshotKey } from '#lib/contracts/gateway.ts';
import { audit, service, serviceGroup } from '#lib/db/schema/index.ts';
import { newServiceRow } from '#lib/domain/calls/testing/new-service.ts';
import type { Context } from '#lib/domain/context.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createServiceGroup } from './create-service-group.ts';
import { deleteServiceGroup } from './delete-service-group.ts';
import { disableServiceGroup } from './disable-service-group.ts';
import { enableServiceGroup } from './enable-service-group.ts';
import { getServiceGroup } from './get-service-group.ts';
import { listCallables } from './list-callables.ts';
import { listServiceGroups } from './list-service-groups.ts';
import { resetAppKey } from './reset-app-key.ts';
import { showAppKey } from './show-app-key.ts';
import { readSnapshotKeys } from './snapshot-keys.ts';
import { updateServiceGroup } from './update-service-group.ts';

const world = useWorld();
const audits = (action: string, targetId: string) =>
  world.database.db
    .select()
    .from(audit)
    .where(and(eq(audit.action, action), eq(audit.targetId, targetId)));
const inSnapshot = async (id: string) =>
  (await readSnapshotKeys(world.database.db))
    .map((key) => SnapshotKey.parse(key))
    .find((key) => key.id === id);
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const refusedWith = (code: string) => expect.objectContaining({ code });

async function newGroup(ctx: Context, name = '客服') {
  const route = await newServiceRow(ctx, { name: `${name}-service` });
  return { route, group: await createServiceGroup(ctx, { name, routes: [route] }) };
}

describe('a service group', () => {
  it('has an AppKey that can be copied again, kept encrypted', async () => {
    const ctx = await world.person();
    const { group, route } = await newGroup(ctx);
    expect(group).toMatchObject({
      name: '客服',
      state: 'active',
      routes: [{ id: route, name: '客服-service' }],
      createdByName: ctx.user.name,
      keyResetAt: null,
    });
    const { appKey } = await showAppKey(ctx, { id: group.id });
    expect(appKey).toMatch(/^sk-[0-9A-Za-z]{40}$/);
    expect(await showAppKey(ctx, { id: group.id })).toEqual({ id: group.id, appKey });
    expect(group.lastFour).toBe(appKey.slice(-4));
    const [row] = await world.database.db.select().from(serviceGroup).where(eq(serviceGroup.id, group.id));
    const shown = await audits('group.showAppKey', group.id);
    expect(shown).toHaveLength(2);
    const made = await audits('group.create', group.id);
    expect(made).toHaveLength(1);
    expect(JSON.stringify([row, made, shown, group])).not.toContain(appKey.slice(3));
    expect(await inSnapshot(group.id)).toMatchObject({
      hash: hashOf(appKey),
      accountId: ctx.accountId,
      userId: ctx.user.id,
      scope: [route],
      state: 'active',
    });
  });

  it('gets a new AppKey by a reset; the old one is gone', async () => {
    const ctx = await world.person();
    const { group } = await newGroup(ctx);
    const old = await showAppKey(ctx, { id: group.id });
    const fresh = await resetAppKey(ctx, { id: group.id });
    expect(fresh.appKey).not.toBe(old.appKey);
    expect(await showAppKey(ctx, { id: group.id })).toEqual(fresh);
    expect(await inSnapshot(group.id)).toMatchObject({ hash: hashOf(fresh.appKey) });
    expect((await getServiceGroup(ctx, { id: group.id })).keyResetAt).not.toBeNull();
    expect(await audits('group.resetAppKey', group.id)).toHaveLength(1);
  });

  it('says what to do when STUDIO_SECRET is another one', async () => {
    const ctx = await world.person();
    const { group } = await newGroup(ctx);
    const settings = readSettings({
      STUDIO_HOME: world.home,
      STUDIO_SECRET: 'another secret that is long enough',
    });
    const later = { ...ctx, settings };
    await expect(showAppKey(later, { id: group.id })).rejects.toMatchObject({
      code: 'state.wrong',
      because: { key: 'group.keyLost' },
      advice: expect.stringContaining('Reset'),
    });
    const { appKey } = await resetAppKey(later, { id: group.id });
    expect((await showAppKey(later, { id: group.id })).appKey).toBe(appKey);
  });

  it('is changed, disabled, enabled and deleted', async () => {
    const ctx = await world.person();
    const { group, route } = await newGroup(ctx);
    const { id } = group;
    const second = await newServiceRow(ctx, { name: 'second' });
    const changed = await updateServiceGroup(ctx, { id, name: 'Shop', routes: [route, second], tpm: 1000 });
    expect(changed).toMatchObject({ name: 'Shop', tpm: 1000, rpm: null, description: '' });
    expect(changed.routes.map((link) => link.id)).toEqual([route, second]);
    await ctx.db.update(service).set({ desired: 'deleted' }).where(eq(service.id, second));
    const kept = await updateServiceGroup(ctx, { id, description: 'web', routes: [route, second] });
    expect(kept.routes).toEqual([
      { id: route, name: '客服-service' },
      { id: second, name: null },
    ]);
    expect(await inSnapshot(id)).toMatchObject({ scope: [route, second], limits: { tpm: 1000 } });
    expect(await disableServiceGroup(ctx, { id })).toMatchObject({ state: 'disabled' });
    expect(await inSnapshot(id)).toMatchObject({ state: 'disabled' });
    expect(await enableServiceGroup(ctx, { id })).toMatchObject({ state: 'active' });
    await expect(deleteServiceGroup(ctx, { id, confirm: 'yes' as 'DELETE' })).rejects.toMatchObject({
      fields: [{ field: 'confirm' }],
    });
    await deleteServiceGroup(ctx, { id, confirm: 'DELETE' });
    expect(await inSnapshot(id)).toBeUndefined();
    for (const [action, times] of Object.entries({ update: 2, disable: 1, enable: 1, delete: 1 }))
      expect(await audits(`group.${action}`, id)).toHaveLength(times);
  });

  it('refuses a taken name, unknown services and bad fields', async () => {
    const ctx = await world.person();
    const { group, route } = await newGroup(ctx, 'one');
    const { group: other } = await newGroup(ctx, 'two');
    const because = { key: 'group.nameTaken', values: { name: 'one' } };
    const taken = { code: 'name.taken', fields: [{ field: 'name' }], because };
    await expect(createServiceGroup(ctx, { name: 'one', routes: [route] })).rejects.toMatchObject(taken);
    await expect(updateServiceGroup(ctx, { id: other.id, name: 'one' })).rejects.toMatchObject(taken);
    await newGroup(await world.person(), 'one');
    const foreign = await newServiceRow(await world.person());
    for (const [field, input] of Object.entries({
      name: { name: '-' },
      description: { description: 'x'.repeat(257) },
      routes: { routes: [] },
      'routes.0': { routes: [foreign] },
      rpm: { rpm: -1 },
    })) {
      const refused = { code: 'request.invalid', fields: [{ field }] };
      const create = createServiceGroup(ctx, { name: 'three', routes: [route], ...input });
      await expect(create).rejects.toMatchObject(refused);
      await expect(updateServiceGroup(ctx, { id: group.id, ...input })).rejects.toMatchObject(refused);
    }
  });

  it('is for every engineer of the account and nobody else', async () => {
    const ctx = await world.person();
    const { group } = await newGroup(ctx);
    const { id } = group;
    const colleague = await world.person({ accountId: ctx.accountId });
    expect((await listServiceGroups(colleague, {})).items.map((item) => item.id)).toEqual([id]);
    const all = (who: Context) => [
      () => getServiceGroup(who, { id }),
      () => updateServiceGroup(who, { id, name: 'mine' }),
      () => showAppKey(who, { id }),
      () => resetAppKey(who, { id }),
      () => disableServiceGroup(who, { id }),
      () => enableServiceGroup(who, { id }),
      () => deleteServiceGroup(who, { id, confirm: 'DELETE' }),
    ];
    const other = await world.person({ role: 'administrator' });
    for (const one of all(other)) await expect(one()).rejects.toEqual(refusedWith('not_found'));
    expect((await listServiceGroups(other, {})).items).toEqual([]);
    expect((await listCallables(other, {})).items).toEqual([]);
    const weak = await world.person({ role: 'playground', accountId: ctx.accountId });
    for (const one of [
      ...all(weak),
      () => listServiceGroups(weak, {}),
      () => listCallables(weak, {}),
      () => createServiceGroup(weak, { name: 'x', routes: group.routes.map((link) => link.id) }),
    ])
      await expect(one()).rejects.toEqual(refusedWith('permission.missing'));
    expect(await getServiceGroup(ctx, { id })).toMatchObject({ name: '客服', state: 'active' });
  });
});

it('lists groups page by page, by name and state, and the services to choose from', async () => {
  const ctx = await world.person();
  for (const name of ['a_1', 'b', 'c']) await newGroup(ctx, name);
  const page = await listServiceGroups(ctx, { limit: 2 });
  expect(page.items.map((item) => item.name)).toEqual(['c', 'b']);
  const rest = await listServiceGroups(ctx, { limit: 2, cursor: page.nextCursor ?? '' });
  expect(rest).toMatchObject({ items: [{ name: 'a_1' }], nextCursor: null, total: 3 });
  expect((await listServiceGroups(ctx, { search: '_1' })).total).toBe(1);
  await disableServiceGroup(ctx, { id: page.items[0]?.id ?? '' });
  expect((await listServiceGroups(ctx, { state: 'disabled' })).items.map((item) => item.name)).toEqual(['c']);
  await newServiceRow(ctx, { name: 'zz', desired: 'deleted' });
  const services = await listCallables(ctx, { limit: 2 });
  expect(services.items.map((item) => item.name)).toEqual(['a_1-service', 'b-service']);
  const more = await listCallables(ctx, { limit: 2, cursor: services.nextCursor ?? '' });
  expect(more).toMatchObject({ items: [{ name: 'c-service', kind: 'service' }], nextCursor: null, total: 3 });
});
