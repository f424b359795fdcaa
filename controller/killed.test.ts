import { type ChildProcess, spawn } from 'node:child_process';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobState } from '#lib/contracts/job-state.ts';
import { cluster, job, jobEvent, metricSeries } from '#lib/db/schema/index.ts';
import { newTestJob } from '#lib/domain/jobs/testing/new-test-job.ts';
import { freePort } from '#lib/testing/global-setup.ts';
import { useWorld } from '#lib/testing/world.ts';
import { StandInAgent } from './testing/stand-in-agent.ts';
import { until } from './testing/until.ts';

const world = useWorld();
const agent = new StandInAgent();
const running = new Set<ChildProcess>();

/** A real controller process; answers when it is ready. */
async function startController(): Promise<{ child: ChildProcess; port: number }> {
  const port = await freePort();
  const child = spawn(process.execPath, ['controller/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: world.databaseUrl,
      STUDIO_HOME: world.home,
      STUDIO_CONTROLLER_PORT: String(port),
      STUDIO_AGENT_URL: agent.url,
      STUDIO_AGENT_TOKEN: agent.token,
      STUDIO_INTERNAL_TOKEN: 'internal-token-0123456789',
      STUDIO_LOG_LEVEL: 'error',
    },
    stdio: 'ignore',
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  await until(async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok);
  return { child, port };
}
const kill = (child: ChildProcess, signal: NodeJS.Signals) =>
  new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
const stateOf = async (id: string) => {
  const [row] = await world.database.db.select({ state: job.state }).from(job).where(eq(job.id, id));
  return row?.state;
};

beforeAll(async () => {
  await agent.start();
  // The process makes its own row of this name and agent.
  await world.database.db.update(cluster).set({ name: 'local', url: agent.url, token: agent.token });
});
afterAll(async () => {
  for (const child of [...running]) await kill(child, 'SIGKILL');
  await agent.kill();
});

it('killed in any state, a standby goes on: no job lost, doubled or stuck', {
  timeout: 300_000,
}, async () => {
  const states: JobState[] = ['queued', 'preparing', 'running', 'stopping'];
  let leader = await startController();
  for (const state of states) {
    const standby = await startController();
    const id = await newTestJob(world);
    await until(async () => agent.jobs.has(id));
    let step = 0;
    const move = (to: JobState) => {
      if (to !== 'queued') agent.state(id, to);
      for (let i = 0; i < 40; i++)
        agent.runner(id, {
          type: 'metric',
          at: new Date().toISOString(),
          step: ++step,
          values: { loss: 1 / step },
        });
    };
    for (const to of states.slice(0, states.indexOf(state) + 1)) move(to);
    await kill(leader.child, 'SIGKILL');
    move('failed');
    await until(async () => (await stateOf(id)) === 'failed');
    const history = await world.database.db
      .select()
      .from(jobEvent)
      .where(eq(jobEvent.jobId, id))
      .orderBy(asc(jobEvent.number));
    const seen = history.map((event) => event.state);
    expect(seen).toEqual(['pending', ...states.slice(0, states.indexOf(state) + 1), 'failed']);
    const [curve] = await world.database.db.select().from(metricSeries).where(eq(metricSeries.jobId, id));
    // Points that come with the job's own end are after it, and void.
    expect(curve?.count).toBe(step - 40);
    leader = standby;
  }
  const idle = await newTestJob(world);
  await kill(leader.child, 'SIGKILL');
  const waiting = await newTestJob(world);
  expect(await stateOf(waiting)).toBe('pending');
  const last = await startController();
  await until(async () => (await stateOf(waiting)) === 'queued' && (await stateOf(idle)) === 'queued');
  expect(agent.calls.filter((call) => call === `submitJob ${waiting}`)).toHaveLength(1);
  expect(await kill(last.child, 'SIGTERM')).toBe(0);
});
