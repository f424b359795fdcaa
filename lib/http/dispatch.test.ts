import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Services } from '#lib/auth/services.ts';
import { ErrorBody } from '#lib/contracts/errors.ts';
import { audit, user } from '#lib/db/schema/index.ts';
import { hashPassword } from '#lib/domain/iam/password.ts';
import { revokeSession } from '#lib/domain/iam/revoke-session.ts';
import { updateUser } from '#lib/domain/iam/update-user.ts';
import { defineRead, defineWrite } from '#lib/domain/verb.ts';
import { basic, bearer, browser, call, servicesOf } from '#lib/testing/rest-client.ts';
import { useWorld } from '#lib/testing/world.ts';
import { BODY_LIMIT } from './read-input.ts';
import { restRoute } from './rest/rest-route.ts';

const world = useWorld();
let shared: Services;
beforeAll(async () => {
  shared = await servicesOf(world);
});
const admin = () => world.person({ role: 'administrator' });
const SAME = { origin: 'http://localhost:3000' };

const echoInput = z.object({
  id: z.string(),
  n: z.number().optional(),
  coerced: z.coerce.number().optional(),
  on: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
  text: z.string().optional(),
});
const echo = defineRead({
  name: 'test.echo',
  permission: 'self:manage',
  input: echoInput,
  output: echoInput,
  run: async ({ input }) => input,
});
const broken = defineRead({
  name: 'test.broken',
  permission: 'self:manage',
  input: z.object({}),
  output: z.object({}),
  run: async () => {
    throw new Error('secret detail of the inside');
  },
});
const silent = defineWrite({
  name: 'test.silent',
  permission: 'self:manage',
  input: z.object({}),
  output: z.object({}),
  run: async () => ({}),
});
const row = { tag: 'reference' as const, summary: { en: 'test', zh: '测试' } };
const ROUTES = [
  restRoute({ method: 'GET', path: '/echo/{id}', verb: echo, ...row }),
  restRoute({ method: 'PUT', path: '/echo/{id}', verb: echo, ...row }),
  restRoute({ method: 'GET', path: '/echo/fixed', verb: broken, ...row }),
  restRoute({ method: 'POST', path: '/silent', verb: silent, ...row }),
];
const codeOf = (body: unknown) => ErrorBody.parse(body).error.code;

describe('who asks', () => {
  it('wants a token or a browser, and says how to get one', async () => {
    const answer = await call(shared, 'GET /me');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(ErrorBody.parse(answer.body).error).toMatchObject({
      code: 'auth.required',
      advice: expect.stringContaining('access-tokens'),
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it.each(['Bearer nonsense', 'Bearer', 'Digest x', 'Basic eDp5'])('refuses %s', async (authorization) => {
    expect((await call(shared, 'GET /me', { headers: { authorization } })).status).toBe(401);
  });

  it('exchanges a password for a token, and a token for nothing', async () => {
    const ctx = await world.person();
    const passwordHash = await hashPassword('a good password');
    await ctx.db.update(user).set({ passwordHash }).where(eq(user.id, ctx.user.id));
    const made = await call(shared, 'POST /access-tokens', {
      headers: basic(ctx.user.name, 'a good password'),
    });
    expect(made.status).toBe(201);
    const { token } = z.object({ token: z.string() }).parse(made.body);
    const headers = { authorization: `Bearer ${token}` };
    expect((await call(shared, 'GET /me', { headers })).body).toMatchObject({ user: { id: ctx.user.id } });
    const again = await call(shared, 'POST /access-tokens', { headers });
    expect(again.status).toBe(401);
    const [entry] = await ctx.db.select().from(audit).where(eq(audit.userId, ctx.user.id));
    expect(entry).toMatchObject({ action: 'iam.createAccessToken', via: 'rest', ip: '203.0.113.7' });
    expect(entry?.requestId).toBe(made.headers.get('x-request-id'));
  });

  it('opens nothing with a first password that is still to be changed', async () => {
    const ctx = await world.person();
    const headers = await bearer(ctx);
    await ctx.db.update(user).set({ mustChangePassword: true }).where(eq(user.id, ctx.user.id));
    const answer = await call(shared, 'GET /me', { headers });
    expect([answer.status, codeOf(answer.body)]).toEqual([403, 'auth.password_change_required']);
  });

  it('feels a revoked session, a disabled user and a changed role at the next request', async () => {
    const boss = await admin();
    const ctx = await world.person({ role: 'administrator', accountId: boss.accountId });
    const { headers, sessionId } = await browser(shared, ctx);
    const token = await bearer(ctx);
    expect((await call(shared, 'GET /users', { headers })).status).toBe(200);
    await updateUser(boss, { userId: ctx.user.id, role: 'engineer' });
    expect((await call(shared, 'GET /users', { headers })).status).toBe(403);
    expect((await call(shared, 'GET /me', { headers })).status).toBe(200);
    await revokeSession(ctx, { sessionId });
    expect((await call(shared, 'GET /me', { headers })).status).toBe(401);
    expect((await call(shared, 'GET /me', { headers: token })).status).toBe(200);
    await updateUser(boss, { userId: ctx.user.id, disabled: true });
    expect((await call(shared, 'GET /me', { headers: token })).status).toBe(401);
  });
});

describe('writes of a signed-in browser', () => {
  const write = async (headers: Record<string, string>) => {
    const ctx = await world.person();
    const cookie = await browser(shared, ctx);
    const line = `DELETE /me/sessions/${cookie.sessionId}`;
    const answer = await call(shared, line, { headers: { ...cookie.headers, ...headers } });
    return answer.status === 200 ? 'done' : codeOf(answer.body);
  };
  it('are taken from this site alone', async () => {
    expect(await write(SAME)).toBe('done');
    expect(await write({ origin: 'https://evil.example' })).toBe('request.bad_origin');
    expect(await write({ origin: 'http://localhost:3001' })).toBe('request.bad_origin');
    expect(await write({ origin: 'null' })).toBe('request.bad_origin');
    expect(await write({})).toBe('request.bad_origin');
    expect(await write({ ...SAME, 'sec-fetch-site': 'cross-site' })).toBe('request.bad_origin');
  });
  it('need no origin when they carry a token', async () => {
    const ctx = await world.person();
    const { sessionId } = await browser(shared, ctx);
    const answer = await call(shared, `DELETE /me/sessions/${sessionId}`, { headers: await bearer(ctx) });
    expect(answer.status).toBe(200);
  });
});

describe('input', () => {
  it('merges path, query and body, and reads numbers, switches and lists out of a query', async () => {
    const headers = await bearer(await world.person());
    const query = 'n=3&coerced=4&on=false&tags=a,b&tags=c&text=5';
    const read = await call(shared, `GET /echo/%E4%B8%AD?${query}`, { headers }, ROUTES);
    expect(read.body).toEqual({
      id: '中',
      n: 3,
      coerced: 4,
      on: false,
      tags: ['a', 'b', 'c'],
      text: '5',
    });
    const put = await call(shared, 'PUT /echo/a', { headers, body: { id: 'not this', n: 1 } }, ROUTES);
    expect(put.body).toEqual({ id: 'a', n: 1 });
  });

  it('names the field that is wrong, unknown or of the wrong type', async () => {
    const headers = await bearer(await world.person());
    const refusal = async (line: string, body?: unknown) => {
      const answer = await call(shared, line, { headers, body }, ROUTES);
      expect(answer.status).toBe(400);
      return ErrorBody.parse(answer.body).error.fields?.map(({ field }) => field);
    };
    expect(await refusal('GET /echo/a?nn=3')).toEqual(['nn']);
    expect(await refusal('GET /echo/a?n=three')).toEqual(['n']);
    expect(await refusal('PUT /echo/a', { n: '3', on: 1 })).toEqual(['n', 'on']);
    expect(await refusal('PUT /echo/a', [])).toBeUndefined();
  });

  it('refuses what is no JSON, of another type, or too large', async () => {
    const headers = await bearer(await world.person());
    const put = (rawBody: string, more: Record<string, string> = {}) =>
      call(shared, 'PUT /echo/a', { headers: { ...headers, ...more }, rawBody }, ROUTES);
    expect((await put('{"n":')).status).toBe(400);
    expect((await put('{"n":1}', { 'content-type': 'text/plain' })).status).toBe(400);
    const large = await put(JSON.stringify({ text: 'x'.repeat(BODY_LIMIT) }));
    expect([large.status, codeOf(large.body)]).toEqual([413, 'body.too_large']);
  });

  it('prefers a fixed name over a parameter, and names the methods there are', async () => {
    const headers = await bearer(await world.person());
    expect((await call(shared, 'GET /echo/fixed', { headers }, ROUTES)).status).toBe(500);
    const wrong = await call(shared, 'DELETE /echo/a', { headers }, ROUTES);
    expect(wrong.status).toBe(405);
    expect(ErrorBody.parse(wrong.body).error.advice).toBe('It takes GET, PUT.');
    expect((await call(shared, 'GET /nowhere', { headers }, ROUTES)).status).toBe(404);
  });
});

describe('failures', () => {
  it('hide what was not meant for the caller, behind the id the log has', async () => {
    const headers = await bearer(await world.person());
    const answer = await call(shared, 'GET /echo/fixed', { headers }, ROUTES);
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('secret detail');
    expect(ErrorBody.parse(answer.body).error.requestId).toBe(answer.headers.get('x-request-id'));
  });

  it('refuse a write that forgot its audit row', async () => {
    const headers = await bearer(await world.person());
    expect((await call(shared, 'POST /silent', { headers }, ROUTES)).status).toBe(500);
  });
});
