import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { accessToken, account, audit, session, user } from '#lib/db/schema/index.ts';
import { newId } from '#lib/platform/ids.ts';
import { useWorld } from '#lib/testing/world.ts';
import { changePassword } from './change-password.ts';
import { createAccessToken } from './create-access-token.ts';
import { createAccount } from './create-account.ts';
import { createUser } from './create-user.ts';
import { deleteAccessToken } from './delete-access-token.ts';
import { endSession } from './end-session.ts';
import { ensureAdmin } from './first-start.ts';
import { hashToken, identityOfSession, identityOfToken } from './identity.ts';
import { listAccessTokens } from './list-access-tokens.ts';
import { listSessions } from './list-sessions.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { revokeSession } from './revoke-session.ts';
import { openSession } from './sign-in.ts';
import { sweepIdentity } from './sweep.ts';

const world = useWorld();
const nowhere = { ip: null, userAgent: null };
const audits = (action: string, targetId: string) =>
  world.database.db
    .select()
    .from(audit)
    .where(and(eq(audit.action, action), eq(audit.targetId, targetId)));
const withPassword = async (password: string) => {
  const ctx = await world.person();
  const passwordHash = await hashPassword(password);
  await ctx.db.update(user).set({ passwordHash, mustChangePassword: true }).where(eq(user.id, ctx.user.id));
  return ctx;
};

describe('changing the own password', () => {
  it('keeps this browser, ends the others, and lifts the duty to change', async () => {
    const ctx = await withPassword('the old password');
    const here = await openSession(ctx.db, ctx.user.id, nowhere);
    const there = await openSession(ctx.db, ctx.user.id, nowhere);
    const answer = await changePassword(
      { ...ctx, origin: { ...ctx.origin, sessionId: here.sessionId } },
      { currentPassword: 'the old password', newPassword: 'a wholly new one' },
    );
    expect(answer).toEqual({ endedSessions: 1 });
    expect(await identityOfSession(ctx.db, here.sessionId)).toMatchObject({ mustChangePassword: false });
    expect(await identityOfSession(ctx.db, there.sessionId)).toBeNull();
    const [row] = await ctx.db.select().from(user).where(eq(user.id, ctx.user.id));
    expect(await passwordMatches(row?.passwordHash ?? '', 'a wholly new one')).toBe(true);
    const [entry] = await audits('iam.changePassword', ctx.user.id);
    expect(entry?.after).toEqual({ endedSessions: 1 });
  });

  it.each([
    ['a wrong current one', 'not it at all', 'a wholly new one', 'currentPassword'],
    ['the same one', 'the old password', 'the old password', 'newPassword'],
    ['a short one', 'the old password', 'short', 'newPassword'],
    ['one letter over and over', 'the old password', 'aaaaaaaaaaaaaa', 'newPassword'],
  ])('refuses %s', async (_name, currentPassword, newPassword, field) => {
    const ctx = await withPassword('the old password');
    await expect(changePassword(ctx, { currentPassword, newPassword })).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [{ field }],
    });
  });

  it('refuses one that holds the user name', async () => {
    const ctx = await withPassword('the old password');
    await expect(
      changePassword(ctx, { currentPassword: 'the old password', newPassword: `my ${ctx.user.name}` }),
    ).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('stops guesses of the current one', async () => {
    const ctx = await withPassword('the old password');
    const guess = () =>
      changePassword(ctx, { currentPassword: 'guess', newPassword: 'a wholly new one' }).then(
        () => 'changed',
        (error: { code: string }) => error.code,
      );
    const codes: string[] = [];
    for (let i = 0; i < 11; i++) codes.push(await guess());
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('request.invalid'));
    expect(codes[10]).toBe('rate.limited');
  });

  it('needs self:manage', async () => {
    const ctx = await world.person({ without: 'self:manage' });
    await expect(
      changePassword(ctx, { currentPassword: 'x', newPassword: 'a wholly new one' }),
    ).rejects.toMatchObject({ code: 'permission.missing' });
  });
});

describe('sessions', () => {
  it('lists the own ones that live, and ends one for its next request', async () => {
    const ctx = await world.person();
    const other = await world.person();
    const one = await openSession(ctx.db, ctx.user.id, { ip: '203.0.113.9', userAgent: 'Firefox' });
    const two = await openSession(ctx.db, ctx.user.id, nowhere);
    await openSession(ctx.db, other.user.id, nowhere);
    const scope = { ...ctx, origin: { ...ctx.origin, sessionId: one.sessionId } };
    const before = await listSessions(scope, {});
    expect(before.items.map((item) => [item.id, item.current])).toEqual([
      [two.sessionId, false],
      [one.sessionId, true],
    ]);
    expect(before.items[1]).toMatchObject({ ip: '203.0.113.9', userAgent: 'Firefox' });
    expect(await identityOfSession(ctx.db, two.sessionId)).not.toBeNull();
    await revokeSession(ctx, { sessionId: two.sessionId });
    expect(await identityOfSession(ctx.db, two.sessionId)).toBeNull();
    expect((await listSessions(scope, {})).total).toBe(1);
    expect(await audits('iam.revokeSession', two.sessionId)).toHaveLength(1);
    await expect(revokeSession(ctx, { sessionId: two.sessionId })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(revokeSession(other, { sessionId: one.sessionId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('ends after 12 idle hours and after 7 days', async () => {
    const ctx = await world.person();
    const age = async (change: object) => {
      const { sessionId } = await openSession(ctx.db, ctx.user.id, nowhere);
      await ctx.db.update(session).set(change).where(eq(session.id, sessionId));
      return identityOfSession(ctx.db, sessionId);
    };
    expect(await age({ lastSeenAt: sql`now() - interval '11 hours 59 minutes'` })).not.toBeNull();
    expect(await age({ lastSeenAt: sql`now() - interval '12 hours 1 minute'` })).toBeNull();
    expect(await age({ expiresAt: sql`now() - interval '1 second'` })).toBeNull();
  });

  it('ends with signing out, which is audited once', async () => {
    const ctx = await world.person();
    const { sessionId } = await openSession(ctx.db, ctx.user.id, nowhere);
    await endSession(ctx.db, sessionId);
    await endSession(ctx.db, sessionId);
    expect(await identityOfSession(ctx.db, sessionId)).toBeNull();
    expect(await audits('iam.signIn', sessionId)).toHaveLength(1);
    expect(await audits('iam.signOut', sessionId)).toHaveLength(1);
  });
});

describe('access tokens', () => {
  it('are kept as their hash alone, found by their text, and end when deleted', async () => {
    const ctx = await world.person();
    const made = await createAccessToken(ctx, { description: 'nightly', ttlSeconds: 3600 });
    const [row] = await ctx.db.select().from(accessToken).where(eq(accessToken.id, made.id));
    expect(row?.hash).toBe(hashToken(made.token));
    expect(JSON.stringify(row)).not.toContain(made.token);
    const seconds = (Date.parse(made.expiresAt) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(3590);
    expect(seconds).toBeLessThan(3610);
    expect(await identityOfToken(ctx.db, made.token)).toMatchObject({ user: { id: ctx.user.id } });
    const list = await listAccessTokens(ctx, {});
    expect(list.items).toHaveLength(1);
    expect(list.items[0]?.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(list)).not.toContain(made.token);
    expect(await audits('iam.createAccessToken', made.id)).toHaveLength(1);
    const other = await world.person();
    await expect(deleteAccessToken(other, { tokenId: made.id })).rejects.toMatchObject({ code: 'not_found' });
    await deleteAccessToken(ctx, { tokenId: made.id });
    expect(await identityOfToken(ctx.db, made.token)).toBeNull();
    expect(await audits('iam.deleteAccessToken', made.id)).toHaveLength(1);
  });

  it('end in time, and are at most a hundred', async () => {
    const ctx = await world.person();
    const { id, token } = await createAccessToken(ctx, {});
    await ctx.db
      .update(accessToken)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(accessToken.id, id));
    expect(await identityOfToken(ctx.db, token)).toBeNull();
    expect((await listAccessTokens(ctx, {})).total).toBe(0);
    await ctx.db.insert(accessToken).values(
      Array.from({ length: 100 }, () => ({
        userId: ctx.user.id,
        hash: newId('request'),
        expiresAt: new Date(Date.now() + 60_000),
      })),
    );
    await expect(createAccessToken(ctx, {})).rejects.toMatchObject({ code: 'limit.reached' });
  });

  it.each([59, 365 * 86_400 + 1, 60.5])('refuse a life of %d seconds', async (ttlSeconds) => {
    await expect(createAccessToken(await world.person(), { ttlSeconds })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });
});

describe('accounts', () => {
  it('begin with one administrator, made once', async () => {
    await world.database.db.execute(sql`truncate account cascade`);
    const given = await ensureAdmin(world.database.db, { STUDIO_ADMIN_PASSWORD: undefined });
    expect(given).toHaveLength(20);
    expect(await ensureAdmin(world.database.db, { STUDIO_ADMIN_PASSWORD: 'another one' })).toBeNull();
    const [row] = await world.database.db.select().from(user).where(eq(user.name, 'admin'));
    expect(row).toMatchObject({ role: 'administrator', mustChangePassword: false });
    expect(await passwordMatches(row?.passwordHash ?? '', given ?? '')).toBe(true);
    const [first] = await world.database.db.select().from(account);
    const ctx = await world.person({ role: 'administrator', accountId: first?.id });
    const made = await createAccount(ctx, { name: '第二租户', administrator: 'second-admin' });
    expect(made).toMatchObject({ account: { name: '第二租户' }, user: { role: 'administrator' } });
    expect(await audits('iam.createAccount', made.account.id)).toHaveLength(1);
    await expect(createAccount(ctx, { name: '第二租户', administrator: 'third' })).rejects.toMatchObject({
      code: 'name.taken',
    });
    await expect(createAccount(ctx, { name: 'x', administrator: 'second-admin' })).rejects.toMatchObject({
      code: 'name.taken',
    });
    const inside = await world.person({ role: 'administrator', accountId: made.account.id });
    await expect(createAccount(inside, { name: 'y', administrator: 'third' })).rejects.toMatchObject({
      code: 'permission.missing',
    });
    const engineer = await world.person({ accountId: first?.id });
    await expect(createAccount(engineer, { name: 'y', administrator: 'third' })).rejects.toMatchObject({
      code: 'permission.missing',
    });
    // The other tenant's users are not seen from the first.
    await expect(createUser(ctx, { name: 'second-admin', role: 'engineer' })).rejects.toMatchObject({
      code: 'name.taken',
    });
  });

  it('starts once even when two processes start at once', async () => {
    await world.database.db.execute(sql`truncate account cascade`);
    const results = await Promise.all(
      Array.from({ length: 4 }, () => ensureAdmin(world.database.db, { STUDIO_ADMIN_PASSWORD: undefined })),
    );
    expect(results.filter((password) => password !== null)).toHaveLength(1);
  });
});

it('sweeps what ended more than a day ago and nothing else', async () => {
  const ctx = await world.person();
  const old = await openSession(ctx.db, ctx.user.id, nowhere);
  const young = await openSession(ctx.db, ctx.user.id, nowhere);
  await ctx.db
    .update(session)
    .set({ revokedAt: sql`now() - interval '25 hours'` })
    .where(eq(session.id, old.sessionId));
  await sweepIdentity(ctx.db);
  const left = await ctx.db.select().from(session).where(eq(session.userId, ctx.user.id));
  expect(left.map((row) => row.id)).toEqual([young.sessionId]);
});
