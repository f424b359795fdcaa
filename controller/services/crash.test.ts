import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { job, service, serviceInstance, serviceRun } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { deleteJob } from '#lib/domain/jobs/delete-job.ts';
import { listJobs } from '#lib/domain/jobs/list-jobs.ts';
import { readJobLogs } from '#lib/domain/jobs/read-job-logs.ts';
import { resumeJob } from '#lib/domain/jobs/resume-job.ts';
import { stopJob } from '#lib/domain/jobs/stop-job.ts';
import { createService } from '#lib/domain/serving/create-service.ts';
import { deleteService } from '#lib/domain/serving/delete-service.ts';
import { getService } from '#lib/domain/serving/get-service.ts';
import { listServiceRuns } from '#lib/domain/serving/list-service-runs.ts';
import { restartService } from '#lib/domain/serving/restart-service.ts';
import { goodService } from '#lib/domain/serving/testing/serving-scene.ts';
import { unpublishService } from '#lib/domain/serving/unpublish-service.ts';
import { useWorld } from '#lib/testing/world.ts';
import { ServingBench } from '../testing/serving-bench.ts';
import { until } from '../testing/until.ts';

const bench = new ServingBench(useWorld());

async function running(more: object = {}) {
  const ctx = await bench.world.person();
  const { id } = await createService(ctx, await goodService(bench.world, ctx, more));
  const instance = await bench.whenStarting(id);
  await bench.bringUp(instance);
  await bench.whenState(id, 'running');
  return { ctx, id, instance };
}
const setRow = (id: string, set: Partial<typeof service.$inferInsert>) =>
  bench.db.update(service).set(set).where(eq(service.id, id));

describe('instances that do not live', () => {
  it('a start that fails is tried again later each time, with the reason to be seen', async () => {
    const ctx = await bench.world.person();
    const { id } = await createService(ctx, await goodService(bench.world, ctx));
    const waits: number[] = [];
    for (const failures of [1, 2]) {
      bench.crash(await bench.whenStarting(id));
      const row = await until(async () => {
        const found = await bench.service(id);
        return found.failedStarts === failures && found;
      });
      expect(row).toMatchObject({ state: 'abnormal', reason: 'It died.', failure: { code: 'runner.died' } });
      waits.push((row.nextStartAt?.getTime() ?? 0) - row.updatedAt.getTime());
      expect(await bench.route(id)).toMatchObject({
        state: 'down',
        reason: expect.stringContaining('It died.'),
      });
      expect(await bench.staying(id)).toEqual([]);
    }
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
    await bench.bringUp(await bench.whenStarting(id));
    expect(await bench.whenState(id, 'running')).toMatchObject({
      failedStarts: 0,
      failure: null,
      reason: null,
    });
    expect((await bench.events(id)).filter((code) => code === 'instance.failed')).toHaveLength(2);
  }, 40_000);

  it('one that dies after it served is replaced, and what it held and answered is in the run', async () => {
    const { ctx, id, instance } = await running();
    await bench.report({ instances: { [instance.id]: { calls: 7 } } });
    await bench.db
      .update(job)
      .set({ startedAt: new Date(Date.now() - 3600_000) })
      .where(eq(job.id, instance.jobId));
    await bench.db
      .update(serviceInstance)
      .set({ readyAt: new Date(Date.now() - 3500_000) })
      .where(eq(serviceInstance.id, instance.id));
    bench.crash(instance);
    const next = await bench.whenStarting(id);
    expect(next.id).not.toBe(instance.id);
    const [run] = (await listServiceRuns(ctx, { id })).items;
    expect(run?.calls).toBe(7);
    expect(run?.instanceSeconds).toBeGreaterThan(3590);
    expect(run?.endedAt).toBeNull();
  });

  it('an unhealthy one gets no calls, and the service says so until it is back', async () => {
    const { ctx, id, instance } = await running();
    bench.health(instance, false, 1);
    expect(await bench.whenState(id, 'abnormal')).toMatchObject({
      reason: 'connection refused',
      readyInstances: 0,
    });
    expect((await getService(ctx, { id })).instances).toMatchObject([{ state: 'unhealthy', restarts: 1 }]);
    expect((await bench.route(id)).instances).toEqual([]);
    bench.health(instance, true, 1);
    await bench.whenState(id, 'running');
    expect(await bench.staying(id)).toHaveLength(1);
  });

  it('one that stays away too long is replaced', async () => {
    const { id, instance } = await running();
    bench.health(instance, false);
    await bench.whenState(id, 'abnormal');
    await bench.db
      .update(serviceInstance)
      .set({ unhealthySince: new Date(Date.now() - 200_000) })
      .where(eq(serviceInstance.id, instance.id));
    await setRow(id, { description: 'look again' });
    bench.health(instance, false);
    expect((await bench.whenStarting(id)).id).not.toBe(instance.id);
    expect(bench.agent.calls).toContain(`stopJob ${instance.jobId}`);
  });

  it('after the Studio was stopped the same instance comes up again at another address', async () => {
    const { id, instance } = await running();
    bench.agent.state(instance.jobId, 'recovering');
    bench.agent.state(instance.jobId, 'queued');
    expect(await bench.whenState(id, 'deploying')).toMatchObject({ readyInstances: 0 });
    expect(await bench.route(id)).toMatchObject({ state: 'starting', instances: [] });
    bench.agent.state(instance.jobId, 'running');
    // Its old address and health are void until the new server speaks.
    await until(async () => (await bench.instances(id))[0]?.job?.state === 'running');
    expect((await bench.instances(id))[0]).toMatchObject({ url: null, healthy: false });
    await bench.bringUp(instance);
    await bench.whenState(id, 'running');
    expect(await bench.instances(id)).toHaveLength(1);
  });

  it('while the agent is away what runs stays routed', async () => {
    const { id, instance } = await running();
    await bench.agent.kill();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await bench.route(id)).instances.map((each) => each.id)).toEqual([instance.id]);
    await bench.agent.start();
  });

  it('a service that runs out its hours stops by itself', async () => {
    const { id } = await running({ autoStopHours: 1 });
    expect((await bench.service(id)).stopsAt?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    await bench.report();
    await setRow(id, { stopsAt: new Date(Date.now() - 1) });
    await bench.stop();
    await bench.start();
    await until(async () => {
      await bench.report();
      return (await bench.service(id)).state === 'stopped';
    }, 20);
    expect(await bench.events(id)).toContain('stopped.automatically');
    const [run] = await bench.db.select().from(serviceRun).where(eq(serviceRun.serviceId, id));
    expect(run).toMatchObject({ endReason: 'stopped.automatically' });
    expect(run?.endedAt).not.toBeNull();
  }, 30_000);

  it('a restart replaces what runs, in a run of its own; offline, a service keeps its instances', async () => {
    const { ctx, id, instance } = await running();
    await restartService(ctx, { id });
    const next = await bench.whenStarting(id);
    expect(next).toMatchObject({ run: 2 });
    await bench.bringUp(next);
    await until(async () => {
      await bench.report();
      return (await bench.instances(id)).every((each) => each.id !== instance.id);
    }, 20);
    await bench.whenState(id, 'running');
    await unpublishService(ctx, { id });
    expect(await bench.route(id)).toMatchObject({
      state: 'down',
      reason: expect.stringContaining('offline'),
    });
    expect((await bench.service(id)).readyInstances).toBe(1);
  }, 30_000);
});

describe('the jobs behind a service', () => {
  it('are its own: nobody stops, resumes or deletes them, or finds them among other jobs', async () => {
    const { ctx, instance } = await running();
    const calls: ((ctx: Context) => Promise<unknown>)[] = [
      (who) => stopJob(who, { id: instance.jobId }),
      (who) => resumeJob(who, { id: instance.jobId }),
      (who) => deleteJob(who, { id: instance.jobId, confirm: 'DELETE' }),
    ];
    for (const call of calls)
      await expect(call(ctx)).rejects.toMatchObject({
        code: 'in_use',
        advice: expect.stringContaining('service'),
      });
    expect(await listJobs(ctx, {})).toMatchObject({ items: [], total: 0 });
    expect((await listJobs(ctx, { kind: 'serve' })).items.map((item) => item.id)).toEqual([instance.jobId]);
    expect((await readJobLogs(ctx, { id: instance.jobId })).lines).toHaveLength(3);
  });

  it('go with a deleted service, whose name stays for its calls', async () => {
    const { ctx, id, instance } = await running();
    await deleteService(ctx, { id, confirm: 'DELETE' });
    const found = await until(async () => {
      await bench.report();
      const row = await bench.service(id);
      return row.deletedAt && row;
    }, 20);
    expect(found.name).toMatch(/^svc-/);
    // The agent forgets it first; its row goes once the agent has said so.
    await until(async () => (await bench.db.$count(job, eq(job.id, instance.jobId))) === 0);
    expect(bench.agent.jobs.has(instance.jobId)).toBe(false);
    expect(await bench.instances(id)).toEqual([]);
  }, 30_000);
});
