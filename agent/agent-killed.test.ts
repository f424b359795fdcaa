import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import type { AgentEvent } from '#lib/contracts/agent/index.ts';
import { processStat } from './machine/process-table.ts';
import { AgentProcess } from './testing/agent-process.ts';
import { until } from './testing/test-home.ts';

// Processes start and end here, on machines that do other work as well.
vi.setConfig({ testTimeout: 180_000 });
let agent: AgentProcess;
afterEach(() => agent?.dispose());

async function begin(options?: { warm?: boolean; installed?: boolean }) {
  agent = new AgentProcess();
  agent.prepare(options);
  await agent.start();
}
const warmIsUp = () => until('warm runner', async () => (await agent.client.call('info')).warmRunner);
const steps = (events: AgentEvent[]) =>
  events.flatMap((event) =>
    event.type === 'runner' && event.event.type === 'metric' ? [event.event.step] : [],
  );
const states = (events: AgentEvent[]) =>
  events.flatMap((event) => (event.type === 'state' ? [event.state] : []));
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

test('killed while a job is queued and while one waits for the engine: both run later, once', async () => {
  await begin({ warm: false, installed: false });
  const { cpuCores } = await agent.client.call('info');
  const resources = { cards: 0, cpuCores, memoryBytes: 1024 ** 2, instances: 1 };
  const preparing = agent.job({ steps: 3, stepSeconds: 0.01 }, { resources });
  const queued = agent.job({ steps: 3, stepSeconds: 0.01 }, { resources });
  await agent.submit(preparing);
  await agent.reach(preparing.id, 'preparing');
  await agent.submit(queued);
  expect((await agent.client.call('getJob', { id: preparing.id })).reason).toContain('engine.installing');
  await agent.restart();
  expect((await agent.client.call('getJob', { id: queued.id })).state).toBe('queued');
  agent.install('train', 'ready', 1);
  for (const { id } of [preparing, queued]) {
    await agent.reach(id, 'succeeded');
    expect(steps(await agent.events(id))).toEqual(upTo(3));
  }
});

test.each([
  { kind: 'cold', warm: false },
  { kind: 'warm', warm: true },
])(
  'killed again and again around a launch and a run ($kind): one runner, no gap, nothing twice',
  async ({ warm }) => {
    await begin({ warm });
    if (warm) await warmIsUp();
    const spec = agent.job({ steps: 60, stepSeconds: 0.05 });
    await agent.submit(spec);
    for (const pause of [10, 30, 60, 150, 400, 700]) {
      await sleep(pause);
      await agent.restart();
    }
    await agent.reach(spec.id, 'succeeded', 40);
    const events = await agent.events(spec.id);
    expect(steps(events)).toEqual(upTo(60));
    expect(events.filter((event) => event.type === 'runner' && event.event.type === 'started')).toHaveLength(
      1,
    );
    const seqs = (await agent.events()).map((event) => event.seq);
    expect(seqs).toEqual(upTo(seqs.length));
  },
);

test('killed while stopping: the runner is stopped all the same, and a deaf one is killed', async () => {
  await begin({ warm: false });
  const polite = agent.job({ steps: 5000, stepSeconds: 0.05 });
  const deaf = agent.job({ steps: 5000, stepSeconds: 0.05, ignoreTerm: true });
  for (const spec of [polite, deaf]) {
    await agent.submit(spec);
    await agent.reach(spec.id, 'running');
  }
  await agent.client.call('stopJob', { id: deaf.id, body: { graceSeconds: 2 } });
  await agent.client.call('stopJob', { id: polite.id, body: { graceSeconds: 30 } });
  await agent.restart();
  await agent.reach(polite.id, 'stopped');
  expect((await agent.reach(deaf.id, 'stopped')).reason).toContain('stop.killed');
  expect(agent.runnerPid(deaf.id)).toBeNull();
});

test('runner killed: failed with the reason, and the next attempt goes on from the checkpoint', async () => {
  await begin({ warm: false });
  const spec = agent.job({ steps: 40, stepSeconds: 0.05 });
  await agent.submit(spec);
  await until('step 5', async () => steps(await agent.events(spec.id)).length >= 5);
  process.kill(agent.runnerPid(spec.id) ?? 0, 'SIGKILL');
  const failed = await agent.reach(spec.id, 'failed');
  expect(failed.failure).toMatchObject({ code: 'runner.died', kind: 'system' });
  expect(failed.failure?.message).toContain('SIGKILL');
  const reached = steps(await agent.events(spec.id)).at(-1) ?? 0;
  await agent.submit(spec, 2);
  await agent.reach(spec.id, 'succeeded');
  const second = (await agent.events(spec.id)).filter((event) => event.attempt === 2);
  expect(steps(second)[0]).toBeGreaterThanOrEqual(reached);
  expect(steps(second).at(-1)).toBe(40);
});

test('the agent is away while runners finish, fail and die: each end is told truly', async () => {
  await begin({ warm: false });
  const plans = ['result', 'failure', 'die'] as const;
  const specs = plans.map((end) => agent.job({ steps: 15, stepSeconds: 0.05, end }));
  for (const spec of specs) {
    await agent.submit(spec);
    await agent.reach(spec.id, 'running');
  }
  await agent.kill();
  await sleep(2000);
  await agent.start();
  const [result, failure, die] = specs.map((spec) => spec.id);
  await agent.reach(result ?? '', 'succeeded');
  expect((await agent.reach(failure ?? '', 'failed')).failure?.code).toBe('tune.diverged');
  expect((await agent.reach(die ?? '', 'failed')).failure?.code).toBe('runner.died');
  for (const spec of specs) expect(steps(await agent.events(spec.id))).toEqual(upTo(15));
  expect(states(await agent.events(result))).toEqual(['queued', 'preparing', 'running', 'succeeded']);
});

test('SIGTERM answers open polls, leaves runners running, and the next start finds them', async () => {
  await begin();
  await warmIsUp();
  const spec = agent.job({ steps: 300, stepSeconds: 0.05, quietSeconds: 3 });
  await agent.submit(spec);
  await until('a runner', async () => agent.runnerPid(spec.id));
  const poll = agent.client.events({ after: (await agent.events()).length, waitSeconds: 25 }).then(
    ({ events }) => events.length,
    (error: Error) => error.message,
  );
  await sleep(300);
  await agent.kill('SIGTERM');
  expect(await poll).toBe(0);
  expect(agent.runnerPid(spec.id)).not.toBeNull();
  await agent.start();
  await agent.reach(spec.id, 'succeeded', 60);
  expect(steps(await agent.events(spec.id))).toEqual(upTo(300));
});

test('its supervisor killed: it ends, and so do warm runners; a running job goes on and is found again', async () => {
  await begin();
  await warmIsUp();
  const spec = agent.job({ steps: 100, stepSeconds: 0.05 });
  await agent.submit(spec);
  await agent.reach(spec.id, 'running');
  const { process: warm } = JSON.parse(readFileSync(join(agent.home, 'agent', 'warm.json'), 'utf8'));
  expect(processStat(warm.pid)).not.toBeNull();
  await agent.orphan();
  expect(agent.exitCode).toBe(0);
  await until('no warm runner', async () => processStat(warm.pid) === null);
  expect(agent.runnerPid(spec.id)).not.toBeNull();
  await agent.start();
  await agent.reach(spec.id, 'succeeded', 40);
  expect(steps(await agent.events(spec.id))).toEqual(upTo(100));
});

test('suspended with the whole Studio: no runner is left, the job goes on at the next start', async () => {
  await begin({ warm: false });
  const spec = agent.job({ steps: 120, stepSeconds: 0.03 });
  await agent.submit(spec);
  await until('some steps', async () => steps(await agent.events(spec.id)).length > 5);
  await agent.suspend();
  await agent.start();
  expect(states(await agent.events(spec.id))).toContain('recovering');
  await agent.reach(spec.id, 'succeeded', 40);
  const events = await agent.events(spec.id);
  const started = events.filter((event) => event.type === 'runner' && event.event.type === 'started');
  expect(started).toHaveLength(2);
  expect([...new Set(steps(events))]).toEqual(upTo(120));
});

test('an instance whose runner is killed leaves no server behind, and fails by name', async () => {
  await begin({ warm: false });
  const spec = agent.serveJob();
  await agent.submit(spec);
  await agent.reach(spec.id, 'running');
  const server = await until('server', async () => {
    const log = await agent.client.call('logs', { id: spec.id, query: {} });
    return Number(/server (\d+)/.exec(log.lines.map((line) => line.text).join('\n'))?.[1]) || null;
  });
  expect(processStat(server)).not.toBeNull();
  process.kill(agent.runnerPid(spec.id) ?? 0, 'SIGKILL');
  expect((await agent.reach(spec.id, 'failed')).failure?.code).toBe('runner.died');
  await until('no server', async () => processStat(server) === null);
});

test('an instance suspended with the whole Studio serves again at the next start', async () => {
  await begin({ warm: false });
  const spec = agent.serveJob();
  await agent.submit(spec);
  await agent.reach(spec.id, 'running');
  await agent.suspend();
  expect(agent.runnerPid(spec.id)).toBeNull();
  await agent.start();
  await agent.reach(spec.id, 'running');
  const ends = (await agent.events(spec.id)).flatMap((event) =>
    event.type === 'runner' && event.event.type === 'endpoint' ? [event.attempt] : [],
  );
  expect(ends).toEqual([1, 1]);
  await agent.client.call('stopJob', { id: spec.id, body: {} });
  await agent.reach(spec.id, 'stopped');
});
