import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { AgentEvent, JobSpec } from '#lib/contracts/agent/index.ts';
import { canMove, type JobState } from '#lib/contracts/job-state.ts';
import type { EngineName } from '#lib/platform/engine-home.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';
import { Journal } from '../journal/journal.ts';
import { type Plan, TestHome, until } from '../testing/test-home.ts';
import type { Executor } from './executor.ts';
import { LocalExecutor } from './local/local-executor.ts';

/** What an executor brings to be tested: itself on a journal, jobs that follow a plan, and a way to come back. */
type Bench = {
  executor: Executor;
  journal: Journal;
  job: (plan: Plan, change?: Partial<JobSpec>) => JobSpec;
  serveJob: TestHome['serveJob'];
  /** Says how far the installation of an engine is. */
  install: (name: EngineName, state: 'installing' | 'ready') => void;
  /** Closes it and opens another on the same journal, as a restart of the agent does. */
  reopen: () => Promise<void>;
  dispose: () => Promise<void>;
};

async function localBench(): Promise<Bench> {
  const home = new TestHome();
  home.prepare({ warm: false });
  const folder = join(home.home, 'agent');
  const open = async () => {
    const journal = new Journal(join(folder, 'journal.sqlite'));
    const store = await openStore(`file:${home.objects}`);
    const logger = createLogger('agent', 'silent');
    const executor = new LocalExecutor({ journal, store, engines: home.engines, logger, folder });
    await executor.start();
    return { executor, journal };
  };
  const close = async () => {
    await bench.executor.close();
    bench.journal.close();
  };
  const bench: Bench = {
    ...(await open()),
    job: (plan, change) => home.job(plan, change),
    serveJob: (...plan) => home.serveJob(...plan),
    install: (name, state) => home.install(name, state, 0.4),
    reopen: async () => {
      await close();
      Object.assign(bench, await open());
    },
    dispose: async () => {
      await close();
      await home.dispose();
    },
  };
  return bench;
}

const EXECUTORS: { name: string; open: () => Promise<Bench> }[] = [{ name: 'local', open: localBench }];
const whole = { cards: 0, memoryBytes: 1024 ** 2, instances: 1 };

describe.each(EXECUTORS)('executor $name', ({ open }) => {
  let bench: Bench;
  afterEach(() => bench.dispose());

  const reach = (id: string, state: JobState) =>
    until(`${id} ${state}`, async () => {
      const job = bench.executor.observe(id);
      return job?.state === state ? job : null;
    });
  const submit = (spec: JobSpec, attempt = 1) => bench.executor.submit(spec.id, { attempt, spec });
  const events = (id: string): AgentEvent[] =>
    bench.journal
      .read(0, 5000)
      .map((line): AgentEvent => JSON.parse(line))
      .filter((event) => event.jobId === id);
  const states = (id: string) => events(id).flatMap((event) => (event.type === 'state' ? [event.state] : []));

  test('every state event is a lawful move, and the last one is what is observed', async () => {
    bench = await open();
    const specs = [
      bench.job({ steps: 3, stepSeconds: 0.01 }),
      bench.job({ steps: 3, stepSeconds: 0.01, end: 'failure' }),
      bench.job({ steps: 3, stepSeconds: 0.01, end: 'die' }),
    ];
    for (const spec of specs) await submit(spec);
    const ends: JobState[] = ['succeeded', 'failed', 'failed'];
    for (const [index, spec] of specs.entries()) {
      await reach(spec.id, ends[index] ?? 'failed');
      const path = states(spec.id);
      for (const [at, state] of path.entries()) {
        const before = path[at - 1];
        if (before && before !== state) expect(canMove(before, state), `${before} → ${state}`).toBe(true);
      }
      expect(path.at(-1)).toBe(ends[index]);
    }
    expect(bench.executor.observe(specs[1]?.id ?? '')?.failure?.code).toBe('tune.diverged');
    const died = bench.executor.observe(specs[2]?.id ?? '')?.failure;
    expect(died).toMatchObject({ code: 'runner.died', kind: 'system' });
    expect(died?.message).toContain('SIGKILL');
  });

  test('submitting twice is one job; another spec, an older attempt and a running job are refused', async () => {
    bench = await open();
    const spec = bench.job({ steps: 40, stepSeconds: 0.05 });
    await submit(spec);
    await submit(spec);
    await expect(submit({ ...spec, priority: 9 })).rejects.toMatchObject({
      status: 409,
      code: 'job.conflict',
    });
    await expect(submit(spec, 2)).rejects.toMatchObject({ status: 409, code: 'job.active' });
    await reach(spec.id, 'running');
    await submit(spec);
    await bench.executor.stop(spec.id, 10);
    await reach(spec.id, 'stopped');
    expect(states(spec.id).filter((state) => state === 'running')).toHaveLength(1);
    expect(events(spec.id).some((event) => event.type === 'runner' && event.event.type === 'stopped')).toBe(
      true,
    );
  });

  test('a stopped job goes on from its checkpoint at the next attempt', async () => {
    bench = await open();
    const spec = bench.job({ steps: 30, stepSeconds: 0.05 });
    await submit(spec);
    await until('step 3', async () => events(spec.id).length > 8);
    await bench.executor.stop(spec.id, 10);
    await reach(spec.id, 'stopped');
    await submit(spec, 2);
    await reach(spec.id, 'succeeded');
    const second = events(spec.id).filter((event) => event.attempt === 2);
    const started = second.flatMap((event) =>
      event.type === 'runner' && event.event.type === 'started' ? [event.event.resumedFromStep] : [],
    );
    expect(started[0]).toBeGreaterThanOrEqual(1);
    const steps = second.flatMap((event) =>
      event.type === 'runner' && event.event.type === 'metric' ? [event.event.step] : [],
    );
    expect(steps[0]).toBe((started[0] ?? 0) + 1);
    await expect(submit(spec, 1)).rejects.toMatchObject({ code: 'job.conflict' });
  });

  test('stop ends a queued job at once, kills one that does not listen, and keeps a true result', async () => {
    bench = await open();
    const { cpuCores } = await bench.executor.info();
    const deaf = bench.job(
      { steps: 500, stepSeconds: 0.05, ignoreTerm: true },
      { resources: { ...whole, cpuCores } },
    );
    const waiting = bench.job({ steps: 1, stepSeconds: 0.01 }, { resources: { ...whole, cpuCores } });
    await submit(deaf);
    await reach(deaf.id, 'running');
    await submit(waiting);
    await until('reason', async () => bench.executor.observe(waiting.id)?.reason?.startsWith('cores.busy'));
    expect(bench.executor.observe(waiting.id)?.queuePlace).toBe(1);
    await bench.executor.stop(waiting.id, 10);
    await reach(waiting.id, 'stopped');
    await bench.executor.stop(deaf.id, 1);
    expect((await reach(deaf.id, 'stopped')).reason).toContain('stop.killed');
    const quick = bench.job({ steps: 1, stepSeconds: 0.01, lingerSeconds: 1 });
    await submit(quick);
    await until('result', async () =>
      events(quick.id).some((e) => e.type === 'runner' && e.event.type === 'result'),
    );
    await bench.executor.stop(quick.id, 10);
    expect((await reach(quick.id, 'succeeded')).state).toBe('succeeded');
    expect((await bench.executor.stop(quick.id, 10)).state).toBe('succeeded');
  });

  test('the queue goes by priority, then age; what can never fit fails by name', async () => {
    bench = await open();
    const { cpuCores } = await bench.executor.info();
    const resources = { ...whole, cpuCores };
    const first = bench.job({ steps: 12, stepSeconds: 0.05 }, { resources });
    await submit(first);
    await reach(first.id, 'running');
    const order = [10, 90, 10].map((priority) =>
      bench.job({ steps: 1, stepSeconds: 0.01 }, { resources, priority }),
    );
    for (const spec of order) await submit(spec);
    for (const spec of order) await reach(spec.id, 'succeeded');
    const started = order
      .map((spec) => ({ spec, at: bench.executor.observe(spec.id)?.startedAt ?? '' }))
      .sort((a, b) => a.at.localeCompare(b.at))
      .map(({ spec }) => order.indexOf(spec));
    expect(started).toEqual([1, 0, 2]);
    const giant = bench.job({ steps: 1, stepSeconds: 0 }, { resources: { ...whole, cpuCores: 4096 } });
    await submit(giant);
    expect((await reach(giant.id, 'failed')).failure).toMatchObject({ code: 'cores.never', kind: 'user' });
    const cards = { ...resources, cpuCores: 1, cards: 8 };
    const preflight = await bench.executor.preflight({ queue: 'default', kind: 'tune', resources: cards });
    expect(preflight).toMatchObject({ fits: false, blocker: { code: 'cards.never' } });
  });

  test('a job that ran its time is stopped; a missing dataset is the user’s failure', async () => {
    bench = await open();
    const endless = bench.job({ steps: 5000, stepSeconds: 0.05 }, { autoStopSeconds: 1 });
    await submit(endless);
    const lost = bench.job({ steps: 1, stepSeconds: 0 });
    const runner = { ...lost.runner, dataset: 'storage://data/none.jsonl' };
    await submit({ ...lost, runner });
    expect((await reach(lost.id, 'failed')).failure).toMatchObject({ code: 'input.missing', kind: 'user' });
    expect((await reach(endless.id, 'stopped')).reason).toContain('stop.auto');
  });

  test('after a reopening runners are found again with no gap and nothing twice', async () => {
    bench = await open();
    const spec = bench.job({ steps: 40, stepSeconds: 0.05 });
    await submit(spec);
    await reach(spec.id, 'running');
    await bench.reopen();
    await reach(spec.id, 'succeeded');
    const steps = events(spec.id).flatMap((event) =>
      event.type === 'runner' && event.event.type === 'metric' ? [event.event.step] : [],
    );
    expect(steps).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(states(spec.id)).toEqual(['queued', 'preparing', 'running', 'succeeded']);
  });

  test('a finished job is forgotten with its files; a running one is not; an unknown one is fine', async () => {
    bench = await open();
    const spec = bench.job({ steps: 20, stepSeconds: 0.05 });
    await submit(spec);
    await expect(bench.executor.remove(spec.id)).rejects.toMatchObject({ status: 409 });
    await reach(spec.id, 'succeeded');
    const log = await bench.executor.logs(
      spec.id,
      { from: -1, limit: 10, waitSeconds: 0 },
      AbortSignal.timeout(5000),
    );
    expect(log.lines[0]?.text).toContain('at step 20');
    expect(await bench.executor.remove(spec.id)).toBe(true);
    expect(await bench.executor.remove(spec.id)).toBe(false);
    expect(bench.executor.observe(spec.id)).toBeNull();
    expect(events(spec.id).length).toBeGreaterThan(20);
  });

  test('an instance runs until it is stopped, and its draining is longer than the grace asked for', async () => {
    bench = await open();
    const spec = bench.serveJob({ busySeconds: 2 }, { drainSeconds: 5 });
    await submit(spec);
    await until('healthy', async () =>
      events(spec.id).some((e) => e.type === 'runner' && e.event.type === 'health' && e.event.healthy),
    );
    expect(events(spec.id).some((e) => e.type === 'runner' && e.event.type === 'endpoint')).toBe(true);
    expect(bench.executor.observe(spec.id)?.state).toBe('running');
    await bench.reopen();
    await bench.executor.stop(spec.id, 1);
    expect((await reach(spec.id, 'stopped')).reason).toBeNull();
    expect(states(spec.id)).toEqual(['queued', 'preparing', 'running', 'stopping', 'stopped']);
    const deaf = bench.serveJob({ ignoreTerm: true }, { drainSeconds: 600 });
    await submit(deaf);
    await reach(deaf.id, 'running');
    await bench.executor.stop(deaf.id, 60);
    await bench.executor.stop(deaf.id, 0);
    expect((await reach(deaf.id, 'stopped')).reason).toContain('stop.killed');
  });

  test('an instance waits for the serving engine alone, other jobs for theirs', async () => {
    bench = await open();
    bench.install('serve', 'installing');
    const [instance, tuning] = [bench.serveJob(), bench.job({ steps: 1, stepSeconds: 0.01 })];
    await submit(instance);
    await until('reason', async () =>
      bench.executor.observe(instance.id)?.reason?.startsWith('engine.installing'),
    );
    await submit(tuning);
    await reach(tuning.id, 'succeeded');
    expect(bench.executor.observe(instance.id)?.state).toBe('preparing');
    const asked = { queue: 'default', resources: { ...whole, cpuCores: 0.25 } };
    const ready = await bench.executor.preflight({ ...asked, kind: 'tune' });
    expect(ready.blocker).toBeNull();
    const waits = await bench.executor.preflight({ ...asked, kind: 'serve' });
    expect(waits).toMatchObject({ fits: true, blocker: { code: 'engine.installing' } });
    const { engine } = await bench.executor.info();
    expect(engine.map(({ name, state }) => `${name} ${state}`)).toEqual(['train ready', 'serve installing']);
    bench.install('serve', 'ready');
    await reach(instance.id, 'running');
  });
});
