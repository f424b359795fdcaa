import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { RollOutServiceInput } from '#lib/contracts/services.ts';
import { createService } from '#lib/domain/serving/create-service.ts';
import { getService } from '#lib/domain/serving/get-service.ts';
import { instanceState } from '#lib/domain/serving/instances.ts';
import { listServiceRevisions } from '#lib/domain/serving/list-service-revisions.ts';
import { rollBackService } from '#lib/domain/serving/roll-back-service.ts';
import { rollOutService } from '#lib/domain/serving/roll-out-service.ts';
import { stopService } from '#lib/domain/serving/stop-service.ts';
import { goodService } from '#lib/domain/serving/testing/serving-scene.ts';
import { useWorld } from '#lib/testing/world.ts';
import { ServingBench } from '../testing/serving-bench.ts';
import { until } from '../testing/until.ts';

const bench = new ServingBench(useWorld());
type Pace = Partial<z.input<typeof RollOutServiceInput>>;

async function rolling(size: number, pace: Pace = {}) {
  const ctx = await bench.world.person();
  const form = await goodService(bench.world, ctx, { minInstances: size, maxInstances: size });
  const { id } = await createService(ctx, form);
  for (let n = 0; n < size; n++) await bench.bringUp(await bench.whenStarting(id));
  await bench.whenState(id, 'running');
  const olds = await bench.staying(id);
  await rollOutService(ctx, { id, maxConcurrency: 8, bakeSeconds: 0, ...pace });
  return { ctx, id, olds };
}
const phase = async (id: string) => (await bench.service(id)).rollout?.phase ?? null;
const reports = (id: string, what: () => Promise<boolean>) =>
  until(async () => {
    await bench.report();
    await bench.service(id);
    return what();
  }, 20);
const states = async (ctx: Parameters<typeof listServiceRevisions>[0], id: string) =>
  (await listServiceRevisions(ctx, { id })).items.map((item) => item.state).reverse();

describe('a roll-out', () => {
  it('replaces one after another, and at least as many as wanted can always be called', async () => {
    const { ctx, id, olds } = await rolling(2);
    const least: number[] = [];
    for (let round = 0; round < 2; round++) {
      const fresh = await bench.whenStarting(id, 2);
      expect((await bench.staying(id)).length).toBe(3);
      least.push((await bench.route(id)).instances.length);
      await bench.bringUp(fresh);
      await reports(
        id,
        async () => (await bench.instances(id)).filter((each) => each.revision === 1).length === 1 - round,
      );
    }
    await until(async () => (await phase(id)) === null);
    expect(least).toEqual([2, 2]);
    const row = await bench.service(id);
    expect(row).toMatchObject({ revision: 2, state: 'running', readyInstances: 2 });
    expect(await states(ctx, id)).toEqual(['replaced', 'live']);
    for (const old of olds) expect(bench.agent.calls).toContain(`stopJob ${old.jobId}`);
    const events = await bench.events(id);
    expect(events.filter((code) => code.startsWith('rollout.'))).toEqual([
      'rollout.started',
      'rollout.baking',
      'rollout.baking',
      'rollout.finished',
    ]);
  }, 60_000);

  it('watches the new one while it serves, and waits for calls on the old one', async () => {
    const { ctx, id, olds } = await rolling(1, { bakeSeconds: 2 });
    const [old] = olds;
    await bench.bringUp(await bench.whenStarting(id, 2));
    await until(async () => (await phase(id)) === 'baking');
    expect((await bench.route(id)).instances.map((each) => each.revision).sort()).toEqual([1, 2]);
    expect((await getService(ctx, { id })).rollout).toMatchObject({ ready: 1, wanted: 1 });
    await until(async () => (await phase(id)) === 'draining');
    expect((await bench.route(id)).instances.map((each) => each.revision)).toEqual([2]);
    await bench.report({ instances: { [old?.id ?? '']: { outstanding: 1 } } });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(bench.agent.calls).not.toContain(`stopJob ${old?.jobId}`);
    await reports(id, async () => (await phase(id)) === null);
    expect((await bench.service(id)).revision).toBe(2);
  }, 60_000);

  it('goes back when the new one does not come up, while the old one serves on', async () => {
    const { ctx, id, olds } = await rolling(1);
    bench.crash(await bench.whenStarting(id, 2));
    await until(async () => (await phase(id)) === null);
    expect(await bench.service(id)).toMatchObject({ revision: 1, state: 'running', failedStarts: 0 });
    expect((await bench.staying(id)).map((each) => each.id)).toEqual(olds.map((each) => each.id));
    const [left] = (await listServiceRevisions(ctx, { id })).items;
    expect(left).toMatchObject({ state: 'rolled-back', reason: expect.stringContaining('It died.') });
    expect(await bench.events(id)).toEqual(expect.arrayContaining(['rollout.failed', 'rollout.rolled_back']));
  }, 40_000);

  it('goes back when the new one stops answering under calls', async () => {
    const { id } = await rolling(1, { bakeSeconds: 60 });
    const fresh = await bench.whenStarting(id, 2);
    await bench.bringUp(fresh);
    await until(async () => (await phase(id)) === 'baking');
    bench.health(fresh, false);
    await reports(id, async () => (await phase(id)) === null);
    expect(await bench.service(id)).toMatchObject({ revision: 1, state: 'running' });
  }, 40_000);

  it('goes back when it fails more calls than allowed; a few failures are not held against it yet', async () => {
    const { ctx, id } = await rolling(1, { bakeSeconds: 60, maxErrorRate: 0.1 });
    const fresh = await bench.whenStarting(id, 2);
    await bench.bringUp(fresh);
    await until(async () => (await phase(id)) === 'baking');
    await bench.report({ instances: { [fresh.id]: { calls: 6, failed: 2 } } });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await phase(id)).toBe('baking');
    const load = { instances: { [fresh.id]: { calls: 30, failed: 6 } } };
    await bench.report(load);
    await until(async () => {
      await bench.report(load);
      return (await phase(id)) === null;
    }, 20);
    const [left] = (await listServiceRevisions(ctx, { id })).items;
    expect(left?.reason).toBe(
      'rollout.errors: 6 of 30 calls of the new instances failed (20 %; 10 % are allowed).',
    );
    expect(await bench.service(id)).toMatchObject({ revision: 1, state: 'running' });
  }, 40_000);

  it('is given up by a click: new ones that serve go only as old ones take over', async () => {
    const { ctx, id, olds } = await rolling(1, { bakeSeconds: 60 });
    await bench.bringUp(await bench.whenStarting(id, 2));
    await until(async () => (await phase(id)) === 'baking');
    for (const old of olds) bench.crash(old);
    await until(async () => (await bench.staying(id)).length === 1);
    await rollBackService(ctx, { id });
    const again = await bench.whenStarting(id, 1);
    expect((await bench.route(id)).instances.map((each) => each.revision)).toEqual([2]);
    await bench.bringUp(again);
    await reports(id, async () => (await phase(id)) === null);
    expect((await bench.route(id)).instances.map((each) => each.revision)).toEqual([1]);
    expect(await states(ctx, id)).toEqual(['live', 'rolled-back']);
  }, 40_000);

  it('back to an earlier revision is a roll-out too, and marks what was left', async () => {
    const { ctx, id } = await rolling(1);
    await bench.bringUp(await bench.whenStarting(id, 2));
    await reports(id, async () => (await phase(id)) === null);
    await rollBackService(ctx, { id });
    const fresh = await bench.whenStarting(id, 3);
    expect(bench.agent.jobs.get(fresh.jobId)?.spec.runner).toMatchObject({ maxConcurrency: 64 });
    await bench.bringUp(fresh);
    await reports(id, async () => (await phase(id)) === null);
    expect(await states(ctx, id)).toEqual(['replaced', 'rolled-back', 'live']);
  }, 40_000);

  it('a stop gives it up; the next start is the old revision', async () => {
    const { ctx, id } = await rolling(1);
    await bench.whenStarting(id, 2);
    await stopService(ctx, { id });
    await reports(id, async () => (await bench.service(id)).state === 'stopped');
    expect(await bench.service(id)).toMatchObject({ revision: 1, rollout: null });
    expect(await states(ctx, id)).toEqual(['live', 'rolled-back']);
  }, 40_000);

  it('an abnormal service gets its new revision without waiting for the old one', async () => {
    const ctx = await bench.world.person();
    const { id } = await createService(ctx, await goodService(bench.world, ctx));
    bench.crash(await bench.whenStarting(id));
    await bench.whenState(id, 'abnormal');
    await rollOutService(ctx, { id, maxConcurrency: 8, bakeSeconds: 0 });
    await bench.bringUp(await bench.whenStarting(id, 2));
    await bench.whenState(id, 'running');
    await reports(id, async () => (await phase(id)) === null);
    expect(await bench.service(id)).toMatchObject({ revision: 2, failedStarts: 0, failure: null });
    expect((await bench.instances(id)).map(instanceState)).toEqual(['ready']);
  }, 40_000);
});
