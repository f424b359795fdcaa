import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { SnapshotRoute } from '#lib/contracts/gateway.ts';
import { service } from '#lib/db/schema/index.ts';
import { newServiceRow } from '#lib/domain/calls/testing/new-service.ts';
import type { Context } from '#lib/domain/context.ts';
import { acceptLoad } from '#lib/domain/serving/accept-load.ts';
import { createService } from '#lib/domain/serving/create-service.ts';
import { deleteService } from '#lib/domain/serving/delete-service.ts';
import { readLoads } from '#lib/domain/serving/loads.ts';
import { stopService } from '#lib/domain/serving/stop-service.ts';
import { goodService } from '#lib/domain/serving/testing/serving-scene.ts';
import { wakeService } from '#lib/domain/serving/wake-service.ts';
import { useWorld } from '#lib/testing/world.ts';
import { getPreset } from './get-preset.ts';
import { offerPreset } from './offer-preset.ts';
import { presetRoutes } from './routes.ts';
import { withdrawPreset } from './withdraw-preset.ts';

const world = useWorld();
let admin: Context;
let tenant: Context;
beforeAll(async () => {
  admin = await world.person({ role: 'administrator' });
  tenant = await world.person();
});
const of = (serviceId: string) => ({ type: 'service' as const, serviceId });
const routeOf = async (id: string) =>
  (await presetRoutes(world.database.db, undefined))
    .map((route) => SnapshotRoute.parse(route))
    .find((route) => route.id === id);

it('is answered by the service and follows its state, without its name', async () => {
  const served = await createService(admin, await goodService(world, admin, { name: 'secret-name' }));
  const { id } = await offerPreset(admin, { name: 'shared', kind: 'chat', source: of(served.id) });
  expect(await routeOf(id)).toMatchObject({
    accountId: null,
    names: ['shared'],
    servedName: served.callName,
    state: 'starting',
    limits: { qps: served.qpsPerInstance, rpm: null },
    maxLength: 512,
    upstream: null,
  });
  expect((await getPreset(admin, { id })).source).toMatchObject({ serviceName: 'secret-name' });
  await expect(deleteService(admin, { id: served.id, confirm: 'DELETE' })).rejects.toMatchObject({
    code: 'in_use',
    message: expect.stringContaining('the preset service shared'),
  });
  await stopService(admin, { id: served.id });
  const down = await routeOf(id);
  expect(down).toMatchObject({ state: 'down' });
  expect(JSON.stringify(down?.reason)).not.toContain('secret-name');
  expect(await getPreset(tenant, { id })).toMatchObject({ state: 'down', reason: 'stopped', source: null });
  await withdrawPreset(admin, { id });
  await deleteService(admin, { id: served.id, confirm: 'DELETE' });
});

it('wakes the service, and its calls are the work of the service', async () => {
  const serviceId = await newServiceRow(admin, { wantedInstances: 0, minInstances: 0, state: 'idle' });
  const { id } = await offerPreset(admin, { name: 'sleeper', kind: 'chat', source: of(serviceId) });
  expect(await getPreset(tenant, { id })).toMatchObject({ state: 'idle', reason: null });
  await wakeService(world.database.db, id);
  const [woken] = await world.database.db.select().from(service).where(eq(service.id, serviceId));
  expect(woken?.wantedInstances).toBe(1);
  await world.database.db.update(service).set({ lastCallAt: null }).where(eq(service.id, serviceId));
  const counts = { outstanding: 2, waiting: 1, calls: 5 };
  await acceptLoad(
    world.database.db,
    {
      gatewayId: 'g',
      startedAt: new Date().toISOString(),
      snapshotTag: '',
      routes: [
        { id, ...counts },
        { id: serviceId, ...counts },
      ],
      instances: [],
    },
    1,
  );
  const loads = await readLoads(world.database.db);
  expect(loads.route(serviceId)).toEqual({ outstanding: 4, waiting: 2 });
  expect(loads.busy).toEqual([serviceId]);
  const [called] = await world.database.db.select().from(service).where(eq(service.id, serviceId));
  expect(called?.lastCallAt).not.toBeNull();
});

it('is not made of a service of another tenant, nor of one of another kind', async () => {
  const foreign = await newServiceRow(tenant);
  const mine = await newServiceRow(admin);
  const offer = (serviceId: string, kind: 'chat' | 'embedding') =>
    offerPreset(admin, { name: 'refused', kind, source: of(serviceId) });
  await expect(offer(foreign, 'chat')).rejects.toMatchObject({ code: 'not_found' });
  await expect(offer(mine, 'embedding')).rejects.toMatchObject({
    code: 'request.invalid',
    fields: [{ field: 'source.serviceId' }],
    because: { key: 'preset.kind' },
  });
});
