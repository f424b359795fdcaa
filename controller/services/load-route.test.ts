import type { Server } from 'node:http';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOAD_PATH, type LoadReport, WAKE_PATH } from '#lib/contracts/gateway.ts';
import { gatewayLoad, service, serviceInstance } from '#lib/db/schema/index.ts';
import { acceptLoad } from '#lib/domain/serving/accept-load.ts';
import { createService } from '#lib/domain/serving/create-service.ts';
import { readLoads } from '#lib/domain/serving/loads.ts';
import { goodService } from '#lib/domain/serving/testing/serving-scene.ts';
import { closeServer, listen } from '#lib/platform/http-server.ts';
import { newId } from '#lib/platform/ids.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createLoadRoute } from './load-route.ts';

const world = useWorld();
const token = 'internal-token-0123456789';
let server: Server;
let base = '';
beforeAll(async () => {
  const handle = createLoadRoute({
    db: world.database.db,
    token,
    logger: createLogger('test', 'silent'),
    seenBy: (tag) => (tag === 'known' ? 77 : 0),
  });
  server = await listen(
    (request, response) => {
      if (!handle(request, response)) response.writeHead(404).end();
    },
    0,
    '127.0.0.1',
  );
  const address = server.address();
  if (address && typeof address === 'object') base = `http://127.0.0.1:${address.port}`;
});
afterAll(() => closeServer(server));

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(base + path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
const started = '2026-11-26T10:00:00.000Z';
const report = (more: Partial<LoadReport> = {}): LoadReport => ({
  gatewayId: 'gw',
  startedAt: started,
  snapshotTag: 'known',
  routes: [],
  instances: [],
  ...more,
});

async function instanceOf(): Promise<{ serviceId: string; id: string }> {
  const ctx = await world.person();
  const { id: serviceId } = await createService(ctx, await goodService(world, ctx));
  const id = newId('serviceInstance');
  await ctx.db
    .insert(serviceInstance)
    .values({ id, accountId: ctx.accountId, serviceId, jobId: newId('job'), revision: 1, run: 1 });
  return { serviceId, id };
}
const counts = async (id: string) => {
  const [row] = await world.database.db.select().from(serviceInstance).where(eq(serviceInstance.id, id));
  return [row?.calls, row?.failedCalls];
};

describe('what gateways say', () => {
  it('is kept with what its snapshot has seen, and added up over gateways', async () => {
    const load = { id: 'svc_x', outstanding: 2, waiting: 1, calls: 4 };
    expect((await post(LOAD_PATH, report({ routes: [load] }))).status).toBe(200);
    expect(
      (await post(LOAD_PATH, report({ gatewayId: 'two', snapshotTag: '?', routes: [load] }))).status,
    ).toBe(200);
    const loads = await readLoads(world.database.db);
    expect(loads.route('svc_x')).toEqual({ outstanding: 4, waiting: 2 });
    expect(loads.busy).toEqual(['svc_x']);
    expect(loads.gateways.map((gateway) => gateway.seenXid).sort()).toEqual([0, 77]);
    await world.database.db.update(gatewayLoad).set({ at: new Date(Date.now() - 31_000) });
    expect((await readLoads(world.database.db)).gateways).toEqual([]);
  });

  it('wants the token, POST and a report', async () => {
    for (const path of [LOAD_PATH, WAKE_PATH]) {
      expect((await post(path, report(), { authorization: 'Bearer other' })).status).toBe(401);
      expect((await fetch(base + path)).status).toBe(405);
      expect((await post(path, '{')).status).toBe(400);
      expect((await post(path, { gatewayId: 5 })).status).toBe(400);
    }
    expect((await post(WAKE_PATH, { routeId: 'svc_none' })).status).toBe(200);
    expect((await fetch(`${base}/internal/other`)).status).toBe(404);
  });

  it('counts each call once, however often a report comes, and starts anew with the process', async () => {
    const { db } = world.database;
    const { id, serviceId } = await instanceOf();
    const said = (calls: number, failed: number, more: Partial<LoadReport> = {}) =>
      acceptLoad(
        db,
        report({
          gatewayId: 'counting',
          instances: [{ id, outstanding: 0, calls, failed }],
          routes: [{ id: serviceId, outstanding: 0, waiting: 0, calls }],
          ...more,
        }),
        1,
      );
    await said(3, 1);
    await said(3, 1);
    expect(await counts(id)).toEqual([3, 1]);
    await said(10, 2);
    expect(await counts(id)).toEqual([10, 2]);
    const [called] = await db.select().from(service).where(eq(service.id, serviceId));
    expect(called?.lastCallAt).not.toBeNull();
    // Another process under the same name counts from nothing; a late word of the old one is void.
    await said(4, 0, { startedAt: '2026-11-26T11:00:00.000Z' });
    await said(12, 2);
    expect(await counts(id)).toEqual([14, 2]);
    await said(2, 0, { gatewayId: 'another' });
    expect(await counts(id)).toEqual([16, 2]);
  });

  it('adds up right when gateways speak at once', async () => {
    const { db } = world.database;
    const all = [await instanceOf(), await instanceOf(), await instanceOf()];
    await Promise.all(
      Array.from({ length: 8 }, (_, gateway) =>
        acceptLoad(
          db,
          report({
            gatewayId: `gw-${gateway}`,
            instances: all
              .map(({ id }) => ({ id, outstanding: 0, calls: 5, failed: 1 }))
              .toSorted(() => (gateway % 2 ? -1 : 1)),
          }),
          1,
        ),
      ),
    );
    for (const { id } of all) expect(await counts(id)).toEqual([40, 8]);
  });
});
