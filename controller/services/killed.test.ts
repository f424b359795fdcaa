import { type ChildProcess, spawn } from 'node:child_process';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cluster, job, serviceInstance } from '#lib/db/schema/index.ts';
import { createService } from '#lib/domain/serving/create-service.ts';
import { instanceState } from '#lib/domain/serving/instances.ts';
import { rollOutService } from '#lib/domain/serving/roll-out-service.ts';
import { goodService } from '#lib/domain/serving/testing/serving-scene.ts';
import { freePort } from '#lib/testing/global-setup.ts';
import { useWorld } from '#lib/testing/world.ts';
import { ServingBench } from '../testing/serving-bench.ts';
import { until } from '../testing/until.ts';

const bench = new ServingBench(useWorld());
const running = new Set<ChildProcess>();

/** A real controller process, leading or standing by; answers when it is ready. */
async function startController(): Promise<ChildProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, ['controller/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: bench.world.databaseUrl,
      STUDIO_HOME: bench.world.home,
      STUDIO_CONTROLLER_PORT: String(port),
      STUDIO_AGENT_URL: bench.agent.url,
      STUDIO_AGENT_TOKEN: bench.agent.token,
      STUDIO_INTERNAL_TOKEN: 'internal-token-0123456789',
      STUDIO_LOG_LEVEL: 'error',
    },
    stdio: 'ignore',
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  await until(async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok);
  return child;
}
const kill = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

let leader: ChildProcess;
beforeAll(async () => {
  await bench.stop();
  await bench.db.update(cluster).set({ name: 'local' });
  leader = await startController();
}, 60_000);
afterAll(async () => {
  for (const child of [...running]) await kill(child);
});
/** The leader is killed; whoever stands by goes on from what is written. */
async function change(): Promise<void> {
  const standby = await startController();
  await kill(leader);
  leader = standby;
}

const phase = async (id: string) => (await bench.service(id)).rollout?.phase ?? null;
/** A gateway that lives all the time; while it is behind, nothing that drains can end. */
let behind = true;
let speaking: NodeJS.Timeout;
beforeAll(() => {
  speaking = setInterval(() => void bench.report({ behind }).catch(() => undefined), 500);
});
afterAll(() => clearInterval(speaking));

describe('a controller killed', () => {
  it('in every phase of a roll-out: the next one goes on, nothing is lost, started twice or left over', async () => {
    const ctx = await bench.world.person();
    const { id } = await createService(ctx, await goodService(bench.world, ctx));
    await change();
    await bench.bringUp(await bench.whenStarting(id));
    await bench.whenState(id, 'running');
    await rollOutService(ctx, { id, maxConcurrency: 8, bakeSeconds: 3 });
    const fresh = await bench.whenStarting(id, 2);
    await change();
    expect((await bench.route(id)).instances).toHaveLength(1);
    await bench.bringUp(fresh);
    await until(async () => (await phase(id)) === 'baking');
    await change();
    expect((await bench.route(id)).instances.length).toBeGreaterThan(0);
    await until(async () => (await phase(id)) === 'draining');
    await change();
    expect(await phase(id)).toBe('draining');
    behind = false;
    await until(async () => (await phase(id)) === null);
    expect(await bench.service(id)).toMatchObject({ revision: 2, state: 'running', instancesMade: 2 });
    expect((await bench.instances(id)).map(instanceState)).toEqual(['ready']);

    await rollOutService(ctx, { id, maxConcurrency: 9, bakeSeconds: 60 });
    behind = true;
    const worse = await bench.whenStarting(id, 3);
    await bench.bringUp(worse);
    await until(async () => (await phase(id)) === 'baking');
    bench.health(worse, false);
    await until(async () => (await phase(id)) === 'rolling-back');
    await change();
    expect(await phase(id)).toBe('rolling-back');
    behind = false;
    await until(async () => (await phase(id)) === null);
    expect(await bench.service(id)).toMatchObject({ revision: 2, state: 'running', instancesMade: 3 });
    const rows = await bench.db
      .select({ state: job.state, endedAt: serviceInstance.endedAt })
      .from(serviceInstance)
      .innerJoin(job, eq(job.id, serviceInstance.jobId))
      .where(eq(serviceInstance.serviceId, id))
      .orderBy(serviceInstance.id);
    expect(rows.map((row) => [row.state, row.endedAt === null])).toEqual([
      ['stopped', false],
      ['running', true],
      ['stopped', false],
    ]);
  }, 400_000);
});
