import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Services } from '#lib/auth/services.ts';
import { ErrorBody } from '#lib/contracts/errors.ts';
import { audit, idempotency, user } from '#lib/db/schema/index.ts';
import { bearer, call, servicesOf } from '#lib/testing/rest-client.ts';
import { useWorld } from '#lib/testing/world.ts';
import { fingerprintOf, runIdempotent } from './idempotent.ts';

const world = useWorld();
let shared: Services;
beforeAll(async () => {
  shared = await servicesOf(world);
});
const Made = z.object({ user: z.object({ id: z.string() }), password: z.string() });
const createUser = async (headers: Record<string, string>, key: string, name: string) =>
  call(shared, 'POST /users', {
    headers: { ...headers, 'idempotency-key': key },
    body: { name, role: 'engineer' },
  });
const begin = async () => {
  const ctx = await world.person({ role: 'administrator' });
  return { ctx, headers: await bearer(ctx) };
};

describe('Idempotency-Key', () => {
  it('gives the first answer again and writes once', async () => {
    const { ctx, headers } = await begin();
    const first = await createUser(headers, 'k1', 'once');
    const second = await createUser(headers, 'k1', 'once');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    const rows = await ctx.db
      .select()
      .from(audit)
      .where(eq(audit.targetId, Made.parse(first.body).user.id));
    expect(rows).toHaveLength(1);
  });

  it('keeps no password readable', async () => {
    const { ctx, headers } = await begin();
    const { password } = Made.parse((await createUser(headers, 'k1', 'sealed')).body);
    const rows = await ctx.db.select().from(idempotency).where(eq(idempotency.userId, ctx.user.id));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(password);
  });

  it('refuses the key for another call, of this person alone', async () => {
    const { headers } = await begin();
    const other = await begin();
    expect((await createUser(headers, 'k1', 'mine')).status).toBe(201);
    const mismatch = await createUser(headers, 'k1', 'yours');
    expect(mismatch.status).toBe(409);
    expect(ErrorBody.parse(mismatch.body).error.code).toBe('idempotency.mismatch');
    expect((await createUser(other.headers, 'k1', 'theirs')).status).toBe(201);
  });

  it('stores nothing for a refused call: the next try runs', async () => {
    const { ctx, headers } = await begin();
    const dropped = await createUser(headers, 'k1', 'bad name');
    expect(dropped.status).toBe(400);
    expect((await createUser(headers, 'k1', 'good-name')).status).toBe(201);
    expect(await ctx.db.$count(idempotency, eq(idempotency.userId, ctx.user.id))).toBe(1);
  });

  it('runs once when the same call comes many times at once', async () => {
    const { ctx, headers } = await begin();
    const answers = await Promise.all(Array.from({ length: 8 }, () => createUser(headers, 'k1', 'at-once')));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(0);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(ErrorBody.parse(answer.body).error).toMatchObject({ code: 'conflict', retryAfterSeconds: 1 });
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(await ctx.db.$count(user, eq(user.name, 'at-once'))).toBe(1);
    expect((await createUser(headers, 'k1', 'at-once')).headers.get('idempotency-replayed')).toBe('true');
  });

  it('leaves neither write nor key when the process dies in the middle', async () => {
    const { ctx, headers } = await begin();
    const call = { fingerprint: fingerprintOf('POST', '/x', ''), secret: shared.secret };
    const dying = runIdempotent(ctx, 'k1', call, async (scope) => {
      await scope.db.update(user).set({ role: 'engineer' }).where(eq(user.id, ctx.user.id));
      // What a kill does, seen from PostgreSQL: the connection is gone before the commit.
      const [own] = (await scope.db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)).rows;
      await ctx.db.execute(sql`select pg_terminate_backend(${own?.pid})`);
      return { status: 200, body: {} };
    });
    await expect(dying).rejects.toThrow();
    const [row] = await ctx.db.select().from(user).where(eq(user.id, ctx.user.id));
    expect(row?.role).toBe('administrator');
    expect((await createUser(headers, 'k1', 'after-death')).status).toBe(201);
  });

  it('forgets after 24 hours', async () => {
    const { ctx, headers } = await begin();
    await createUser(headers, 'k1', 'old-key');
    await ctx.db
      .update(idempotency)
      .set({ createdAt: sql`now() - interval '25 hours'` })
      .where(and(eq(idempotency.userId, ctx.user.id), eq(idempotency.key, 'k1')));
    expect((await createUser(headers, 'k1', 'new-call')).status).toBe(201);
  });

  it.each(['', 'x'.repeat(201), 'a b'])('refuses the key %j', async (key) => {
    const { headers } = await begin();
    expect((await createUser(headers, key, 'never')).status).toBe(400);
  });
});

describe('dryRun', () => {
  it('answers what would be and leaves nothing', async () => {
    const { ctx, headers } = await begin();
    const answer = await call(shared, 'POST /users?dryRun=true', {
      headers: { ...headers, 'idempotency-key': 'k1' },
      body: { name: 'only-asked', role: 'engineer' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-studio-dry-run')).toBe('true');
    expect(answer.body).toMatchObject({ user: { name: 'only-asked' } });
    expect(await ctx.db.$count(user, eq(user.name, 'only-asked'))).toBe(0);
    expect(await ctx.db.$count(idempotency, eq(idempotency.userId, ctx.user.id))).toBe(0);
  });

  it('names what blocks it, and has no meaning for a read', async () => {
    const { ctx, headers } = await begin();
    const blocked = await call(shared, 'POST /users?dryRun=true', {
      headers,
      body: { name: ctx.user.name, role: 'engineer' },
    });
    expect(ErrorBody.parse(blocked.body).error.code).toBe('name.taken');
    expect((await call(shared, 'GET /me?dryRun=true', { headers })).status).toBe(400);
    expect((await call(shared, 'POST /users?dryRun=yes', { headers, body: {} })).status).toBe(400);
  });
});
