import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installEngine } from '#scripts/engine/install.ts';
import { AgentProcess } from './testing/agent-process.ts';
import { HYPERPARAMETERS, until } from './testing/test-home.ts';

const INSTALL_MS = 1_500_000;
const RUN_SECONDS = 280;
const agent = new AgentProcess({ realEngine: true });

beforeAll(async () => {
  await installEngine('train');
  await installEngine('serve');
  const question = (n: number) => [
    { role: 'user', content: `${n} + 1 = ?` },
    { role: 'assistant', content: String(n + 1) },
  ];
  const lines = Array.from({ length: 64 }, (_, n) => JSON.stringify({ messages: question(n) }));
  agent.fillStore(`${lines.join('\n')}\n`, join(import.meta.dirname, '../engine/base_model/weights'));
  await agent.start();
}, INSTALL_MS);
afterAll(() => agent.dispose());

const job = (iterations: number) => {
  const output = `storage://models/out-${iterations}`;
  return agent.job(
    { steps: 0, stepSeconds: 0 },
    {
      resources: { cards: 0, cpuCores: 1, memoryBytes: 1024 ** 3, instances: 1 },
      runner: {
        kind: 'tune',
        method: 'lora',
        model: 'storage://models/base',
        dataset: 'storage://data/train.jsonl',
        output,
        hyperparameters: { ...HYPERPARAMETERS, iterations, saveEverySteps: 2, batchSize: 4 },
      },
    },
  );
};

test('the real engine tunes a job of the agent and its weights are published', {
  timeout: 300_000,
}, async () => {
  const spec = job(4);
  await agent.submit(spec);
  const ended = await until(
    'the end',
    async () => {
      const seen = await agent.client.call('getJob', { id: spec.id });
      return seen.finishedAt === null ? null : seen;
    },
    RUN_SECONDS,
  );
  const log = await agent.client.call('logs', { id: spec.id, query: { from: -40 } });
  expect(ended.state, JSON.stringify([ended.failure, log.lines])).toBe('succeeded');
  const events = await agent.events(spec.id);
  const steps = events.flatMap((event) =>
    event.type === 'runner' && event.event.type === 'metric' && event.event.values.loss !== undefined
      ? [event.event.step]
      : [],
  );
  expect(steps).toEqual([1, 2, 3, 4]);
  expect(events.some((event) => event.type === 'runner' && event.event.type === 'result')).toBe(true);
  expect(existsSync(join(agent.objects, 'models/out-4/config.json'))).toBe(true);
  expect(agent.output).not.toContain('a line that is no event');
});

test('the warm runner of the real engine starts a job far sooner, stops at a checkpoint, resumes, and names a kill', {
  timeout: 300_000,
}, async () => {
  await until('warm runner', async () => (await agent.client.call('info')).warmRunner, RUN_SECONDS);
  const spec = job(5000);
  await agent.submit(spec);
  await until(
    'a loss',
    async () =>
      (await agent.events(spec.id)).some((event) => event.type === 'runner' && event.event.type === 'metric'),
    60,
  );
  await agent.client.call('stopJob', { id: spec.id, body: { graceSeconds: 60 } });
  await agent.reach(spec.id, 'stopped', 60);
  const stopped = (await agent.events(spec.id)).flatMap((event) =>
    event.type === 'runner' && event.event.type === 'stopped' ? [event.event.step] : [],
  );
  expect(stopped[0]).toBeGreaterThan(0);

  await agent.submit(spec, 2);
  const resumed = await until(
    'the second attempt',
    async () =>
      (await agent.events(spec.id)).flatMap((event) =>
        event.attempt === 2 && event.type === 'runner' && event.event.type === 'started'
          ? [event.event.resumedFromStep]
          : [],
      )[0] ?? null,
    60,
  );
  expect(resumed).toBe(stopped[0]);
  process.kill(agent.runnerPid(spec.id) ?? 0, 'SIGKILL');
  const failed = await agent.reach(spec.id, 'failed', 60);
  expect(failed.failure?.code).toBe('runner.died');
  expect(failed.failure?.message).toContain('SIGKILL');
});

test('a compression outlives its agent, fails with the reason when it is killed, and begins anew', {
  timeout: 900_000,
}, async () => {
  await until('warm runner', async () => (await agent.client.call('info')).warmRunner, RUN_SECONDS);
  const output = 'storage://models/small';
  const spec = agent.job(
    { steps: 0, stepSeconds: 0 },
    {
      resources: { cards: 0, cpuCores: 1, memoryBytes: 2 * 1024 ** 3, instances: 1 },
      runner: {
        kind: 'compress',
        method: 'smoothquant-w8a8',
        model: 'storage://models/base',
        dataset: null,
        benchmark: null,
        output,
        migrationStrength: 0.5,
        samples: 16,
        maxLength: 64,
        reportSamples: 0,
        measureSpeed: false,
        seed: 1,
      },
    },
  );
  const layers = async (attempt: number) =>
    (await agent.events(spec.id)).filter(
      (event) =>
        event.attempt === attempt &&
        event.type === 'runner' &&
        event.event.type === 'progress' &&
        event.event.phase === 'calibrating',
    ).length;
  await agent.submit(spec);
  await until('calibration', async () => (await layers(1)) > 0, RUN_SECONDS);
  const pid = agent.runnerPid(spec.id) ?? 0;
  process.kill(pid, 'SIGSTOP');
  await agent.restart();
  expect(agent.runnerPid(spec.id)).toBe(pid);
  process.kill(pid, 'SIGKILL');
  const failed = await agent.reach(spec.id, 'failed', 60);
  expect(failed.failure).toMatchObject({ code: 'runner.died', kind: 'system' });
  expect(existsSync(join(agent.objects, 'models/small'))).toBe(false);

  await agent.submit(spec, 2);
  await agent.reach(spec.id, 'succeeded', RUN_SECONDS);
  const config = readFileSync(join(agent.objects, 'models/small/config.json'), 'utf8');
  expect(JSON.parse(config)).toMatchObject({ quantization_config: { quant_method: 'compressed-tensors' } });
});

test('the warm server of the real engine answers what it is asked, and is drained when it is stopped', {
  timeout: 600_000,
}, async () => {
  await until('warm server', async () => (await agent.client.call('info')).warmServer, 2 * RUN_SECONDS);
  const spec = agent.serveJob(
    {},
    { model: 'storage://models/base', drainSeconds: 10 },
    { resources: { cards: 0, cpuCores: 1, memoryBytes: 3 * 1024 ** 3, instances: 1 } },
  );
  await agent.submit(spec);
  const runnerEvents = async () =>
    (await agent.events(spec.id)).flatMap((event) => (event.type === 'runner' ? [event.event] : []));
  await until(
    'health',
    async () => (await runnerEvents()).some((event) => event.type === 'health' && event.healthy),
    RUN_SECONDS,
  );
  const said = await runnerEvents();
  const phases = said.flatMap((event) => (event.type === 'progress' ? [event.phase] : []));
  expect(phases).toEqual(['importing', 'loading', 'warming', 'serving']);
  const url = said.flatMap((event) => (event.type === 'endpoint' ? [event.url] : []))[0];
  const answer = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'base',
      messages: [{ role: 'user', content: '1+1=?' }],
      max_tokens: 20,
      temperature: 0,
    }),
  });
  expect(await answer.json()).toMatchObject({
    choices: [{ message: { content: '1 + 1 = 2' }, finish_reason: 'stop' }],
    usage: { completion_tokens: 8 },
  });
  await agent.client.call('stopJob', { id: spec.id, body: { graceSeconds: 60 } });
  expect((await agent.reach(spec.id, 'stopped', 60)).reason).toBeNull();
  expect(await fetch(`${url}/health`).catch(() => 'gone')).toBe('gone');
});
