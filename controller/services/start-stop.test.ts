import { describe, expect, it } from 'vitest';
import { createService } from '#lib/domain/serving/create-service.ts';
import { startService } from '#lib/domain/serving/start-service.ts';
import { stopService } from '#lib/domain/serving/stop-service.ts';
import { goodService } from '#lib/domain/serving/testing/serving-scene.ts';
import { useWorld } from '#lib/testing/world.ts';
import { ServingBench } from '../testing/serving-bench.ts';
import { until } from '../testing/until.ts';

const bench = new ServingBench(useWorld());

async function running() {
  const ctx = await bench.world.person();
  const { id } = await createService(ctx, await goodService(bench.world, ctx));
  const instance = await bench.whenStarting(id);
  await bench.bringUp(instance);
  await bench.whenState(id, 'running');
  return { ctx, id, instance };
}

describe('a service starts and stops', () => {
  it('starts its instance, is routed once that is healthy, and says what happened', async () => {
    const ctx = await bench.world.person();
    const { id } = await createService(ctx, await goodService(bench.world, ctx));
    expect(await bench.route(id)).toMatchObject({ state: 'starting', instances: [] });
    const instance = await bench.whenStarting(id);
    expect(bench.agent.jobs.get(instance.jobId)?.spec).toMatchObject({
      priority: 80,
      runner: { kind: 'serve', maxLength: 512, custom: null },
    });
    await bench.bringUp(instance);
    expect(await bench.whenState(id, 'running')).toMatchObject({ readyInstances: 1, failure: null });
    expect((await bench.route(id)).instances).toEqual([
      { id: instance.id, url: `http://127.0.0.1:9/${instance.jobId}`, revision: 1 },
    ]);
    expect(await bench.events(id)).toEqual(['created', 'instance.starting', 'instance.ready']);
  });

  it('a stop leaves routing at once and ends the instance when its calls have ended', async () => {
    const { ctx, id, instance } = await running();
    await bench.report({ instances: { [instance.id]: { outstanding: 1 } } });
    await stopService(ctx, { id });
    expect(await bench.route(id)).toMatchObject({ state: 'down', instances: [] });
    await until(async () => (await bench.instances(id))[0]?.drainXid);
    // The gateway routes by a snapshot without it, but a call is under way.
    await bench.report({ instances: { [instance.id]: { outstanding: 1 } } });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(bench.agent.calls).not.toContain(`stopJob ${instance.jobId}`);
    // Its calls have ended, but another gateway has not seen the new snapshot.
    await bench.report({ gatewayId: 'gw-2', behind: true });
    await bench.report();
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect((await bench.service(id)).state).toBe('stopping');
    await bench.report({ gatewayId: 'gw-2' });
    await bench.whenState(id, 'stopped');
    expect(bench.agent.calls).toContain(`stopJob ${instance.jobId}`);
    expect(await bench.events(id)).toContain('stopped');
    await startService(ctx, { id });
    await bench.bringUp(await bench.whenStarting(id));
    expect(await bench.whenState(id, 'running')).toMatchObject({ runsMade: 2 });
  }, 40_000);
});
