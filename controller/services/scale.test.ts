import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { service } from '#lib/db/schema/index.ts';
import { createService } from '#lib/domain/serving/create-service.ts';
import { goodService } from '#lib/domain/serving/testing/serving-scene.ts';
import { updateService } from '#lib/domain/serving/update-service.ts';
import { wakeService } from '#lib/domain/serving/wake-service.ts';
import { useWorld } from '#lib/testing/world.ts';
import { ServingBench } from '../testing/serving-bench.ts';
import { until } from '../testing/until.ts';

const bench = new ServingBench(useWorld());

async function scaled(more: object) {
  const ctx = await bench.world.person();
  const form = await goodService(bench.world, ctx, { targetOutstanding: 4, ...more });
  const { id } = await createService(ctx, form);
  await bench.bringUp(await bench.whenStarting(id));
  await bench.whenState(id, 'running');
  return { ctx, id };
}
const wanted = (id: string, count: number) =>
  until(async () => (await bench.service(id)).wantedInstances === count);
const setRow = (id: string, set: Partial<typeof service.$inferInsert>) =>
  bench.db.update(service).set(set).where(eq(service.id, id));

describe('as many instances as the calls need', () => {
  it('more at once when calls pile up, at most the largest number; fewer only after a calm minute', async () => {
    const { id } = await scaled({ minInstances: 1, maxInstances: 3 });
    await bench.report({ routes: { [id]: { outstanding: 5, waiting: 1 } } });
    await wanted(id, 2);
    await bench.bringUp(await bench.whenStarting(id));
    await bench.report({ routes: { [id]: { outstanding: 40 } } });
    await wanted(id, 3);
    await bench.bringUp(await bench.whenStarting(id));
    await bench.whenState(id, 'running');
    const instances = await bench.staying(id);
    const busiest = instances.slice(0, 1).map((each) => each.id);
    const load = { instances: Object.fromEntries(busiest.map((each) => [each, { outstanding: 2 }])) };
    await bench.report({ ...load, routes: { [id]: { outstanding: 2 } } });
    await until(async () => (await bench.service(id)).fewerSince);
    expect((await bench.service(id)).wantedInstances).toBe(3);
    await setRow(id, { fewerSince: new Date(Date.now() - 61_000) });
    await bench.report({ ...load, routes: { [id]: { outstanding: 2 } } });
    await wanted(id, 1);
    // The one with calls under way is the one that stays.
    await until(async () => (await bench.staying(id)).length === 1);
    expect((await bench.staying(id)).map((each) => each.id)).toEqual(busiest);
    expect((await bench.events(id)).filter((code) => code === 'scaled')).toHaveLength(3);
  }, 40_000);

  it('a fixed number follows what people set', async () => {
    const { ctx, id } = await scaled({});
    await updateService(ctx, { id, minInstances: 2, maxInstances: 2 });
    await bench.bringUp(await bench.whenStarting(id));
    await bench.whenState(id, 'running');
    expect(await bench.staying(id)).toHaveLength(2);
    await updateService(ctx, { id, minInstances: 1, maxInstances: 1 });
    await until(async () => (await bench.staying(id)).length === 1);
  }, 30_000);

  it('to zero when nobody calls, back at the first call, however often that is said', async () => {
    const { id } = await scaled({ minInstances: 0, maxInstances: 2, idleSeconds: 30 });
    await bench.report({ routes: { [id]: { calls: 1 } } });
    await until(async () => (await bench.service(id)).lastCallAt);
    const [first] = await bench.instances(id);
    await setRow(id, { lastCallAt: new Date(Date.now() - 20_000) });
    expect((await bench.service(id)).wantedInstances).toBe(1);
    await bench.db.execute(`update service_instance set ready_at = now() - interval '1 hour'`);
    await setRow(id, { lastCallAt: new Date(Date.now() - 31_000) });
    await bench.stop();
    await bench.start();
    await wanted(id, 0);
    await until(async () => {
      await bench.report();
      return (await bench.instances(id)).length === 0;
    });
    expect(await bench.whenState(id, 'idle')).toMatchObject({ readyInstances: 0 });
    expect(await bench.route(id)).toMatchObject({ state: 'idle' });
    await Promise.all([wakeService(bench.db, id), wakeService(bench.db, id), wakeService(bench.db, id)]);
    expect(await bench.route(id)).toMatchObject({ state: 'starting' });
    const woken = await bench.whenStarting(id);
    expect(woken.id).not.toBe(first?.id);
    await wakeService(bench.db, id);
    expect(await bench.instances(id)).toHaveLength(1);
    await bench.bringUp(woken);
    await bench.whenState(id, 'running');
    expect((await bench.events(id)).filter((code) => code === 'woken')).toHaveLength(1);
  }, 40_000);

  it('wakes nothing that is stopped, offline or not there', async () => {
    const { id } = await scaled({ minInstances: 0, maxInstances: 1 });
    await setRow(id, { published: false, wantedInstances: 0 });
    await wakeService(bench.db, id);
    await wakeService(bench.db, 'svc_nobody');
    expect((await bench.events(id)).includes('woken')).toBe(false);
  });
});
