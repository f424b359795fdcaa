import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Role } from '#lib/contracts/permissions.ts';
import { PERMISSIONS } from '#lib/contracts/values/permissions.ts';
import { accessToken, audit, session, user } from '#lib/db/schema/index.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createAccessToken } from './create-access-token.ts';
import { createUser } from './create-user.ts';
import { getMe } from './get-me.ts';
import { getUser } from './get-user.ts';
import { identityOfUser } from './identity.ts';
import { listUsers } from './list-users.ts';
import { passwordMatches } from './password.ts';
import { resetPassword } from './reset-password.ts';
import { openSession } from './sign-in.ts';
import { updateUser } from './update-user.ts';

const world = useWorld();
const admin = (accountId?: string) => world.person({ role: 'administrator', accountId });
const audits = (action: string, targetId: string) =>
  world.database.db
    .select()
    .from(audit)
    .where(and(eq(audit.action, action), eq(audit.targetId, targetId)));

describe('creating a user', () => {
  it('makes a first password that must be changed, and an audit row without it', async () => {
    const ctx = await admin();
    const made = await createUser(ctx, { name: 'Wang.Lin', role: 'engineer' });
    expect(made.user).toMatchObject({ name: 'wang.lin', role: 'engineer', mustChangePassword: true });
    expect(made.password).toHaveLength(20);
    const [row] = await world.database.db.select().from(user).where(eq(user.id, made.user.id));
    expect(row?.accountId).toBe(ctx.accountId);
    expect(await passwordMatches(row?.passwordHash ?? '', made.password)).toBe(true);
    expect(row?.passwordHash).toMatch(/^\$argon2id\$/);
    const [entry] = await audits('iam.createUser', made.user.id);
    expect(entry).toMatchObject({
      userId: ctx.user.id,
      accountId: ctx.accountId,
      after: { role: 'engineer' },
    });
    expect(JSON.stringify(entry)).not.toContain(made.password);
  });

  it('refuses a taken name, whatever its capitals and whoever has it', async () => {
    await createUser(await admin(), { name: 'taken', role: 'engineer' });
    await expect(createUser(await admin(), { name: 'TAKEN', role: 'engineer' })).rejects.toMatchObject({
      code: 'name.taken',
      fields: [{ field: 'name' }],
    });
  });

  it.each(['', '-a', 'a b', 'a:b', 'x'.repeat(65)])('refuses the name %j', async (name) => {
    await expect(createUser(await admin(), { name, role: 'engineer' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });

  it('needs user:write', async () => {
    const ctx = await world.person({ role: 'engineer' });
    await expect(createUser(ctx, { name: 'nobody', role: 'administrator' })).rejects.toMatchObject({
      code: 'permission.missing',
    });
  });

  it('leaves nothing behind on a dry run', async () => {
    const ctx = await admin();
    const made = await createUser({ ...ctx, dryRun: true }, { name: 'dry', role: 'engineer' });
    expect(await identityOfUser(ctx.db, made.user.id)).toBeNull();
    expect(await audits('iam.createUser', made.user.id)).toHaveLength(0);
  });
});

describe('reading users', () => {
  it('lists the own account alone, by name, in pages', async () => {
    const ctx = await admin();
    await createUser(await admin(), { name: 'other-tenant', role: 'engineer' });
    for (const name of ['page-c', 'page-a', 'page-b']) await createUser(ctx, { name, role: 'playground' });
    const first = await listUsers(ctx, { search: 'page-', limit: 2 });
    expect(first.items.map((one) => one.name)).toEqual(['page-a', 'page-b']);
    expect(first.total).toBe(3);
    const rest = await listUsers(ctx, { search: 'page-', limit: 2, cursor: first.nextCursor ?? '' });
    expect(rest.items.map((one) => one.name)).toEqual(['page-c']);
    expect(rest.nextCursor).toBeNull();
    const all = await listUsers(ctx, {});
    expect(all.total).toBe(4);
    expect((await listUsers(ctx, { role: ['administrator'] })).total).toBe(1);
    expect((await listUsers(ctx, { state: ['disabled'] })).total).toBe(0);
    expect((await listUsers(ctx, { search: '%' })).total).toBe(0);
  });

  it('finds no user of another tenant', async () => {
    const other = await admin();
    const ctx = await admin();
    await expect(getUser(ctx, { userId: other.user.id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await getUser(other, { userId: other.user.id })).name).toBe(other.user.name);
  });

  it('needs user:read', async () => {
    const ctx = await world.person({ role: 'administrator', without: 'user:read' });
    await expect(listUsers(ctx, {})).rejects.toMatchObject({ code: 'permission.missing' });
    await expect(getUser(ctx, { userId: ctx.user.id })).rejects.toMatchObject({ code: 'permission.missing' });
  });

  it('says who asks', async () => {
    const ctx = await world.person({ role: 'playground' });
    const me = await getMe(ctx, {});
    const held = PERMISSIONS.filter(({ roles }) => (roles as readonly Role[]).includes('playground'));
    expect(me.user.id).toBe(ctx.user.id);
    expect(new Set(me.permissions)).toEqual(new Set(held.map(({ id }) => id)));
    expect(me.permissions).toContain('self:manage');
    expect(me.permissions).not.toContain('user:read');
    expect(me.account.id).toBe(ctx.accountId);
  });
});

describe('changing a user', () => {
  it('disables at once: sessions end, tokens go, the identity is nobody', async () => {
    const ctx = await admin();
    const person = await world.person({ accountId: ctx.accountId });
    await openSession(ctx.db, person.user.id, { ip: null, userAgent: null });
    await createAccessToken(person, {});
    const after = await updateUser(ctx, { userId: person.user.id, disabled: true });
    expect(after.disabled).toBe(true);
    const sessions = await ctx.db.select().from(session).where(eq(session.userId, person.user.id));
    expect(sessions.map((row) => row.revokedAt !== null)).toEqual([true]);
    const tokens = await ctx.db.select().from(accessToken).where(eq(accessToken.userId, person.user.id));
    expect(tokens).toHaveLength(0);
    expect(await identityOfUser(ctx.db, person.user.id)).toBeNull();
    const [entry] = await audits('iam.updateUser', person.user.id);
    expect(entry).toMatchObject({ before: { disabled: false }, after: { disabled: true } });
    await updateUser(ctx, { userId: person.user.id, disabled: false });
    expect(await identityOfUser(ctx.db, person.user.id)).not.toBeNull();
  });

  it('keeps the last administrator, however one goes about it', async () => {
    const ctx = await admin();
    for (const change of [{ disabled: true }, { role: 'engineer' as const }])
      await expect(updateUser(ctx, { userId: ctx.user.id, ...change })).rejects.toMatchObject({
        code: 'state.wrong',
        advice: expect.stringContaining('another user'),
      });
    const second = await admin(ctx.accountId);
    await updateUser(ctx, { userId: second.user.id, disabled: true });
    await expect(updateUser(ctx, { userId: ctx.user.id, role: 'engineer' })).rejects.toMatchObject({
      code: 'state.wrong',
    });
  });

  it('keeps one of two administrators who demote each other at the same moment', async () => {
    const one = await admin();
    const two = await admin(one.accountId);
    const results = await Promise.allSettled([
      updateUser(one, { userId: two.user.id, role: 'engineer' }),
      updateUser(two, { userId: one.user.id, role: 'engineer' }),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('finds no user of another tenant, and needs user:write and a change', async () => {
    const ctx = await admin();
    const other = await admin();
    await expect(updateUser(ctx, { userId: other.user.id, disabled: true })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(updateUser(ctx, { userId: ctx.user.id })).rejects.toMatchObject({ code: 'request.invalid' });
    const engineer = await world.person({ accountId: ctx.accountId });
    await expect(
      updateUser(engineer, { userId: engineer.user.id, role: 'administrator' }),
    ).rejects.toMatchObject({ code: 'permission.missing' });
  });
});

describe('resetting a password', () => {
  it('gives a new one once and ends what the old one opened', async () => {
    const ctx = await admin();
    const { user: made, password: old } = await createUser(ctx, { name: 'forgetful', role: 'engineer' });
    await openSession(ctx.db, made.id, { ip: null, userAgent: null });
    const { password } = await resetPassword(ctx, { userId: made.id });
    const [row] = await ctx.db.select().from(user).where(eq(user.id, made.id));
    expect(await passwordMatches(row?.passwordHash ?? '', password)).toBe(true);
    expect(await passwordMatches(row?.passwordHash ?? '', old)).toBe(false);
    const [open] = await ctx.db.select().from(session).where(eq(session.userId, made.id));
    expect(open?.revokedAt).not.toBeNull();
    const entries = await audits('iam.resetPassword', made.id);
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toContain(password);
  });

  it('refuses oneself, other tenants and a missing right', async () => {
    const ctx = await admin();
    const other = await admin();
    const engineer = await world.person({ accountId: ctx.accountId });
    const codes = await Promise.all(
      [
        resetPassword(ctx, { userId: ctx.user.id }),
        resetPassword(ctx, { userId: other.user.id }),
        resetPassword(engineer, { userId: ctx.user.id }),
      ].map((attempt) =>
        attempt.then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(codes).toEqual(['state.wrong', 'not_found', 'permission.missing']);
  });
});
