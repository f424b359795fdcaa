import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Services } from '#lib/auth/services.ts';
import { user } from '#lib/db/schema/index.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { forgetOnePerProcess, onePerProcess } from '#lib/platform/one-per-process.ts';
import { bearer, browser, servicesOf } from '#lib/testing/rest-client.ts';
import { useWorld } from '#lib/testing/world.ts';
import { consoleMetrics } from './console-metrics.ts';
import { withContext } from './with-context.ts';

const world = useWorld();
let shared: Services;
beforeAll(async () => {
  shared = await servicesOf(world);
  onePerProcess('services', () => Promise.resolve(shared));
});
afterAll(() => forgetOnePerProcess('services'));

const handler = withContext<{ id: string }>(
  { route: '/things/{id}', permission: 'storage:write' },
  async (request, ctx, { id }) => {
    if (id === 'missing') throw new StudioError('not_found', 'gone');
    return new Response(`${ctx.user.id} ${id} ${await request.text()}`);
  },
);
const ask = (method: string, headers: Record<string, string>, id = 'a') => {
  const body = method === 'PUT' ? 'bytes' : undefined;
  const request = new Request(`http://localhost:3000/api/v1/things/${id}`, { method, headers, body });
  return handler(request, { params: Promise.resolve({ id }) });
};

it('hands the raw request over with its context', async () => {
  const ctx = await world.person();
  const answer = await ask('PUT', await bearer(ctx));
  expect([answer.status, await answer.text()]).toEqual([200, `${ctx.user.id} a bytes`]);
  expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
});

it('checks who, whence and what for before the handler runs', async () => {
  const ctx = await world.person();
  const { headers } = await browser(shared, ctx);
  const status = async (...given: Parameters<typeof ask>) => (await ask(...given)).status;
  expect(await status('PUT', {})).toBe(401);
  expect(await status('GET', headers)).toBe(200);
  expect(await status('PUT', headers)).toBe(403);
  expect(await status('PUT', { ...headers, origin: 'http://localhost:3000' })).toBe(200);
  expect(await status('PUT', await bearer(await world.person({ role: 'playground' })))).toBe(403);
  await ctx.db.update(user).set({ mustChangePassword: true }).where(eq(user.id, ctx.user.id));
  expect(await status('GET', headers)).toBe(403);
});

it('turns what is thrown into an error body, and counts by route, never by path', async () => {
  const answer = await ask('GET', await bearer(await world.person()), 'missing');
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ error: { code: 'not_found', message: 'gone' } });
  const metrics = await consoleMetrics().registry.metrics();
  expect(metrics).toContain('route="/things/{id}",status="404"');
  expect(metrics).not.toContain('missing');
});
