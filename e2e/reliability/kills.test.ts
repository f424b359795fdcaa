import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { gone, kill, livingRunners, runnerPid, SERVERS, type ServerName } from './processes.ts';
import { expectWhole, openScene, reached, type Scene } from './scene.ts';

const STEPS = 30;
/** Long enough that a job is still running after several kills. */
const LONG = 2000;
let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.studio.stop();
});

describe.each(SERVERS)('kill -9 of the %s', (server: ServerName) => {
  test('while a job is pending, preparing and running: it succeeds, its curve whole', async () => {
    // What is down when a job is created must not be what creates it.
    const early = server === 'agent' || server === 'controller';
    if (early) await kill(scene.studio, server);
    const id = await scene.create(STEPS);
    if (!early) await kill(scene.studio, server);
    await scene.until(id, reached('preparing', 'running', 'succeeded'));
    await scene.persist(() => kill(scene.studio, server));
    await scene.until(id, (job) => (job.state === 'running' && job.step > 0) || job.state === 'succeeded');
    await scene.persist(() => kill(scene.studio, server));
    await scene.until(id, reached('succeeded'));
    await expectWhole(scene, id, STEPS);
  });

  test('while one job is stopping and another queued: the first is stopped, the second succeeds', async () => {
    const first = await scene.create(LONG);
    await scene.until(first, (job) => job.state === 'running' && job.step > 0);
    const second = await scene.create(STEPS);
    await scene.until(second, reached('queued'));
    await scene.persist(() => kill(scene.studio, server));
    expect((await scene.persist(() => scene.job(second))).state).toMatch(/^(queued|recovering)$/);
    await scene.persist(() => scene.rest.post(`/jobs/${first}/stop`));
    await scene.persist(() => kill(scene.studio, server));
    await scene.until(first, reached('stopped'));
    await scene.until(second, reached('succeeded'));
    await expectWhole(scene, second, STEPS);
    expect(livingRunners(scene.studio)).toEqual([]);
  });
});

describe('kill -9 of the runner', () => {
  test('while running: failed with the reason; a resume goes on from the checkpoint and the curve is whole', async () => {
    const id = await scene.create(60, 5);
    await scene.until(id, (job) => job.state === 'running' && (job.checkpointStep ?? 0) >= 5);
    const pid = runnerPid(scene.studio, id);
    if (!pid) throw new Error('no runner');
    process.kill(pid, 'SIGKILL');
    const failed = await scene.until(id, reached('failed'));
    expect(failed.failure).toMatchObject({ code: 'runner.died', kind: 'system' });
    expect(failed.failure?.message).toMatch(/KILL|9/);
    await scene.rest.post(`/jobs/${id}/resume`);
    await scene.until(id, reached('succeeded'));
    await expectWhole(scene, id, 60);
    const events = await scene.rest.get<{ items: { type: string; data: { step?: number } | null }[] }>(
      `/jobs/${id}/events?limit=200`,
    );
    const resumed = events.items.find((event) => event.type === 'resumed');
    expect(resumed?.data?.step).toBeGreaterThanOrEqual(5);
  });

  test('while preparing: failed with the reason; a resume starts it again', async () => {
    const id = await scene.create(STEPS);
    await scene.until(id, reached('preparing', 'running'));
    let pid: number | null = null;
    while (!pid) {
      pid = runnerPid(scene.studio, id);
      await sleep(10);
    }
    process.kill(pid, 'SIGKILL');
    const failed = await scene.until(id, reached('failed'));
    expect(failed.failure?.code).toBe('runner.died');
    await scene.rest.post(`/jobs/${id}/resume`);
    await scene.until(id, reached('succeeded'));
    await expectWhole(scene, id, STEPS);
  });

  test('while stopping: the job ends, and nothing is left behind', async () => {
    const id = await scene.create(LONG);
    await scene.until(id, (job) => job.state === 'running' && job.step > 0);
    const pid = runnerPid(scene.studio, id);
    await scene.rest.post(`/jobs/${id}/stop`);
    if (pid) process.kill(pid, 'SIGKILL');
    const ended = await scene.until(id, (job) => isFinal(job.state));
    expect(ended.state).toBe('stopped');
    if (pid) await gone(pid);
  });
});

describe.each(['agent', 'controller'] as const)('the %s down for 60 s', (server) => {
  test('the running job goes on, one made meanwhile waits, and both succeed', async () => {
    const running = await scene.create(400);
    await scene.until(running, (job) => job.state === 'running' && job.step > 0);
    const supervisor = scene.studio.supervisor.pid;
    if (!supervisor) throw new Error('no supervisor');
    // A stopped supervisor starts nothing again.
    process.kill(supervisor, 'SIGSTOP');
    try {
      await kill(scene.studio, server);
      const meanwhile = await scene.create(STEPS);
      await sleep(60_000);
      expect((await scene.job(meanwhile)).state).toBe('pending');
      process.kill(supervisor, 'SIGCONT');
      await scene.until(running, reached('succeeded'), 200);
      await scene.until(meanwhile, reached('succeeded'), 200);
      await expectWhole(scene, running, 400);
      await expectWhole(scene, meanwhile, STEPS);
    } finally {
      process.kill(supervisor, 'SIGCONT');
    }
  });
});
