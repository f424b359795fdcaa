import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { SnapshotKey } from '#lib/contracts/gateway.ts';
import { apiKey, audit, callSubject, service, user } from '#lib/db/schema/index.ts';
import { newServiceRow } from '#lib/domain/calls/testing/new-service.ts';
import { newId } from '#lib/platform/ids.ts';
import { useWorld } from '#lib/testing/world.ts';
import { banApiKey } from './ban-api-key.ts';
import { createApiKey } from './create-api-key.ts';
import { deleteApiKey } from './delete-api-key.ts';
import { disableApiKey } from './disable-api-key.ts';
import { enableApiKey } from './enable-api-key.ts';
import { getApiKey } from './get-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { readSnapshotKeys } from './snapshot-keys.ts';
import { unbanApiKey } from './unban-api-key.ts';
import { updateApiKey } from './update-api-key.ts';

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
const refusedWith = (code: string) => expect.objectContaining({ code });

describe('creating a key', () => {
  it('shows a secret once and keeps its SHA-256 and last four characters alone', async () => {
    const ctx = await world.person();
    const { key, secret } = await createApiKey(ctx, { description: '客服', rpm: 60 });
    expect(secret).toMatch(/^sk-[0-9A-Za-z]{40}$/);
    expect(key).toMatchObject({ state: 'active', rpm: 60, tpm: null, scope: null, lastUsedAt: null });
    expect(key.lastFour).toBe(secret.slice(-4));
    const [row] = await world.database.db.select().from(apiKey).where(eq(apiKey.id, key.id));
    expect(row?.hash).toBe(createHash('sha256').update(secret).digest('hex'));
    const [entry] = await audits('key.create', key.id);
    expect(entry).toMatchObject({ userId: ctx.user.id, targetName: '客服' });
    for (const kept of [row, entry, await listApiKeys(ctx, {})])
      expect(JSON.stringify(kept)).not.toContain(secret);
    expect(await inSnapshot(key.id)).toEqual({
      id: key.id,
      hash: row?.hash,
      accountId: ctx.accountId,
      userId: ctx.user.id,
      scope: null,
      state: 'active',
      expiresAt: null,
      limits: { qps: null, rpm: 60, tpm: null, ipm: null },
    });
  });

  it('gives a person five at most, also when they ask for two at once', async () => {
    const ctx = await world.person();
    for (let n = 0; n < 4; n++) await createApiKey(ctx, {});
    const both = await Promise.allSettled([createApiKey(ctx, {}), createApiKey(ctx, {})]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(createApiKey(ctx, {})).rejects.toMatchObject({
      code: 'limit.reached',
      because: { key: 'key.limit' },
    });
    const colleague = await world.person({ accountId: ctx.accountId });
    await createApiKey(colleague, {});
  });

  it.each([
    ['description', { description: 'x'.repeat(201) }],
    ['expiresAt', { expiresAt: '2020-01-01T00:00:00Z' }],
    ['expiresAt', { expiresAt: 'tomorrow' }],
    ['rpm', { rpm: 0 }],
    ['tpm', { tpm: 1.5 }],
    ['scope', { scope: [] }],
    ['scope.0', { scope: ['mdl_00000000000000000000000000'] }],
  ])('refuses a bad %s', async (field, input) => {
    const ctx = await world.person();
    await expect(createApiKey(ctx, input)).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [{ field }],
    });
    expect((await listApiKeys(ctx, {})).total).toBe(0);
  });

  it('may call chosen services of its account alone', async () => {
    const ctx = await world.person();
    const own = await newServiceRow(ctx, { name: 'news' });
    const foreign = await newServiceRow(await world.person());
    const deleted = await newServiceRow(ctx, { desired: 'deleted' });
    const { key } = await createApiKey(ctx, { scope: [own, own] });
    expect(key.scope).toEqual([{ id: own, name: 'news' }]);
    expect(await inSnapshot(key.id)).toMatchObject({ scope: [own] });
    for (const strange of [foreign, deleted, newId('preset')]) {
      const refused = {
        code: 'request.invalid',
        fields: [{ field: 'scope.1' }],
        because: { key: 'access.serviceGone' },
      };
      await expect(createApiKey(ctx, { scope: [own, strange] })).rejects.toMatchObject(refused);
      await expect(updateApiKey(ctx, { id: key.id, scope: [own, strange] })).rejects.toMatchObject(refused);
    }
    await ctx.db.update(service).set({ desired: 'deleted' }).where(eq(service.id, own));
    expect((await getApiKey(ctx, { id: key.id })).scope).toEqual([{ id: own, name: null }]);
    expect((await updateApiKey(ctx, { id: key.id, scope: null })).scope).toBeNull();
  });

  it('needs key:write', async () => {
    const ctx = await world.person({ without: 'key:write' });
    await expect(createApiKey(ctx, {})).rejects.toEqual(refusedWith('permission.missing'));
    await expect(createApiKey(await world.person({ role: 'playground' }), {})).rejects.toEqual(
      refusedWith('permission.missing'),
    );
  });
});

describe('changing a key', () => {
  it('changes what is told and leaves the rest', async () => {
    const ctx = await world.person();
    const { key } = await createApiKey(ctx, { description: 'a', rpm: 10, tpm: 20 });
    const changed = await updateApiKey(ctx, { id: key.id, rpm: null, expiresAt: '2099-01-01T00:00:00.000Z' });
    expect(changed).toMatchObject({ description: 'a', rpm: null, tpm: 20, state: 'active' });
    expect(changed.expiresAt).toBe('2099-01-01T00:00:00.000Z');
    const same = await updateApiKey(ctx, { id: key.id, description: 'b' });
    expect(same).toMatchObject({ description: 'b', expiresAt: '2099-01-01T00:00:00.000Z' });
    expect(await audits('key.update', key.id)).toHaveLength(2);
    await expect(updateApiKey(ctx, { id: key.id, expiresAt: '2001-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [{ field: 'expiresAt' }],
    });
  });

  it('disables, enables and deletes', async () => {
    const ctx = await world.person();
    const { key } = await createApiKey(ctx, {});
    expect(await disableApiKey(ctx, { id: key.id })).toMatchObject({ state: 'disabled' });
    expect(await inSnapshot(key.id)).toMatchObject({ state: 'disabled' });
    expect(await enableApiKey(ctx, { id: key.id })).toMatchObject({ state: 'active' });
    expect(await inSnapshot(key.id)).toMatchObject({ state: 'active' });
    await expect(deleteApiKey(ctx, { id: key.id, confirm: 'delete' as 'DELETE' })).rejects.toMatchObject({
      fields: [{ field: 'confirm' }],
    });
    await deleteApiKey(ctx, { id: key.id, confirm: 'DELETE' });
    expect(await inSnapshot(key.id)).toBeUndefined();
    await expect(getApiKey(ctx, { id: key.id })).rejects.toEqual(refusedWith('not_found'));
    for (const action of ['key.disable', 'key.enable', 'key.delete'])
      expect(await audits(action, key.id)).toHaveLength(1);
  });

  it('is not for colleagues, and not for another tenant', async () => {
    const owner = await world.person();
    const { id } = (await createApiKey(owner, {})).key;
    const strangers = [
      await world.person({ accountId: owner.accountId }),
      await world.person({ role: 'administrator' }),
    ];
    for (const ctx of strangers) {
      const tries = [
        () => getApiKey(ctx, { id }),
        () => updateApiKey(ctx, { id, description: 'mine now' }),
        () => disableApiKey(ctx, { id }),
        () => enableApiKey(ctx, { id }),
        () => deleteApiKey(ctx, { id, confirm: 'DELETE' }),
      ];
      for (const one of tries) await expect(one()).rejects.toEqual(refusedWith('not_found'));
      expect((await listApiKeys(ctx, {})).items).toEqual([]);
    }
    const [, other] = strangers;
    if (!other) throw new Error('no administrator');
    await expect(banApiKey(other, { id, reason: 'x' })).rejects.toEqual(refusedWith('not_found'));
    await expect(unbanApiKey(other, { id })).rejects.toEqual(refusedWith('not_found'));
    expect((await listApiKeys(other, { owner: 'all' })).items).toEqual([]);
    expect(await getApiKey(owner, { id })).toMatchObject({ state: 'active', description: '' });
  });

  it('needs the rights', async () => {
    const ctx = await world.person();
    const { id } = (await createApiKey(ctx, {})).key;
    const weak = { ...ctx, permissions: new Set<never>() };
    const tries = [
      () => listApiKeys(weak, {}),
      () => getApiKey(weak, { id }),
      () => updateApiKey(weak, { id }),
      () => disableApiKey(weak, { id }),
      () => enableApiKey(weak, { id }),
      () => deleteApiKey(weak, { id, confirm: 'DELETE' }),
      () => banApiKey(ctx, { id, reason: 'x' }),
      () => unbanApiKey(ctx, { id }),
      () => listApiKeys(ctx, { owner: 'all' }),
    ];
    for (const one of tries) await expect(one()).rejects.toEqual(refusedWith('permission.missing'));
  });
});

describe('administrators', () => {
  it('ban a key, which its owner cannot undo', async () => {
    const owner = await world.person();
    const admin = await world.person({ accountId: owner.accountId, role: 'administrator' });
    const { id } = (await createApiKey(owner, { description: 'leaked' })).key;
    const banned = await banApiKey(admin, { id, reason: 'on GitHub' });
    expect(banned).toMatchObject({
      state: 'banned',
      banReason: 'on GitHub',
      bannedByName: admin.user.name,
      userName: owner.user.name,
    });
    expect(await inSnapshot(id)).toMatchObject({ state: 'banned' });
    expect(await audits('key.ban', id)).toMatchObject([
      { userId: admin.user.id, after: { banReason: 'on GitHub', owner: owner.user.id } },
    ]);
    await expect(enableApiKey(owner, { id })).rejects.toMatchObject({
      code: 'state.wrong',
      because: { key: 'key.banned' },
    });
    await expect(banApiKey(admin, { id, reason: ' ' })).rejects.toMatchObject({
      fields: [{ field: 'reason' }],
    });
    expect(await unbanApiKey(admin, { id })).toMatchObject({ state: 'active', banReason: null });
    expect(await audits('key.unban', id)).toHaveLength(1);
    await expect(unbanApiKey(admin, { id })).rejects.toMatchObject({
      code: 'state.wrong',
      because: { key: 'key.notBanned' },
    });
  });

  it('see and disable the keys of their account, but do not change or delete them', async () => {
    const owner = await world.person();
    const admin = await world.person({ accountId: owner.accountId, role: 'administrator' });
    const { id } = (await createApiKey(owner, {})).key;
    expect((await listApiKeys(admin, {})).total).toBe(0);
    expect((await listApiKeys(admin, { owner: 'all' })).items.map((key) => key.id)).toEqual([id]);
    expect(await disableApiKey(admin, { id })).toMatchObject({ state: 'disabled' });
    await expect(updateApiKey(admin, { id, rpm: 1 })).rejects.toEqual(refusedWith('not_found'));
    await expect(deleteApiKey(admin, { id, confirm: 'DELETE' })).rejects.toEqual(refusedWith('not_found'));
  });
});

describe('the list', () => {
  it('pages, searches and filters by state; tells the last use', async () => {
    const ctx = await world.person();
    const ids: string[] = [];
    for (const description of ['alpha', 'beta_1', 'gamma'])
      ids.push((await createApiKey(ctx, { description })).key.id);
    const [first, second, third] = ids;
    if (!first || !second || !third) throw new Error('no keys');
    const page = await listApiKeys(ctx, { limit: 2 });
    expect(page.items.map((key) => key.id)).toEqual([third, second]);
    expect(page.total).toBe(3);
    const rest = await listApiKeys(ctx, { limit: 2, cursor: page.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ id: first }], nextCursor: null });
    expect((await listApiKeys(ctx, { search: 'a_1' })).items.map((key) => key.id)).toEqual([second]);
    await disableApiKey(ctx, { id: second });
    const past = new Date(Date.now() - 1000);
    await world.database.db.update(apiKey).set({ expiresAt: past }).where(eq(apiKey.id, third));
    const byState = async (state: string) => (await listApiKeys(ctx, { state })).items.map((key) => key.id);
    expect(await byState('active')).toEqual([first]);
    expect(await byState('disabled')).toEqual([second]);
    expect(await byState('expired')).toEqual([third]);
    expect(await byState('disabled,expired')).toEqual([third, second]);
    const at = new Date('2026-01-02T03:04:05.000Z');
    await world.database.db
      .insert(callSubject)
      .values({ accountId: ctx.accountId, kind: 'key', id: first, firstAt: at, lastAt: at });
    expect((await getApiKey(ctx, { id: first })).lastUsedAt).toBe(at.toISOString());
  });

  it("disables a disabled person's keys in the snapshot", async () => {
    const ctx = await world.person();
    const { id } = (await createApiKey(ctx, {})).key;
    await world.database.db.update(user).set({ disabled: true }).where(eq(user.id, ctx.user.id));
    expect(await inSnapshot(id)).toMatchObject({ state: 'disabled' });
  });
});
