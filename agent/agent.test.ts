import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { AgentProcess } from './testing/agent-process.ts';
import { until } from './testing/test-home.ts';

let agent: AgentProcess;
afterEach(() => agent?.dispose());

async function begin(options?: { warm?: boolean; installed?: boolean }) {
  agent = new AgentProcess();
  agent.prepare(options);
  await agent.start();
}

test('a job runs, tells everything and leaves its output where it was asked to', async () => {
  await begin({ warm: false });
  const spec = agent.job({ steps: 5, stepSeconds: 0.02 });
  expect((await agent.submit(spec)).state).toBe('queued');
  expect((await agent.submit(spec)).attempt).toBe(1);
  const done = await agent.reach(spec.id, 'succeeded');
  expect(done.finishedAt).not.toBeNull();
  const events = await agent.events(spec.id);
  const told = events.map((event) => (event.type === 'state' ? event.state : event.event.type));
  expect(told.filter((name) => name !== 'metric' && name !== 'progress')).toEqual([
    'queued',
    'preparing',
    'running',
    'started',
    'result',
    'artifact',
    'artifact',
    'succeeded',
  ]);
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  expect(existsSync(join(agent.home, 'objects/models', `${spec.id}-out/adapter/说明.txt`))).toBe(true);
  expect(readFileSync(join(agent.home, 'agent/jobs', spec.id, 'attempt-1/exit.json'), 'utf8')).toContain(
    '"code":0',
  );
});

test('a warm runner takes the job once it is up', async () => {
  await begin();
  await until('warm runner', async () => (await agent.client.call('info')).warmRunner);
  const spec = agent.job({ steps: 3, stepSeconds: 0.02 });
  await agent.submit(spec);
  await agent.reach(spec.id, 'succeeded');
  const page = await agent.client.call('logs', { id: spec.id });
  expect(page.lines[0]?.text).toBe('hello from the runner');
  expect(page.ended).toBe(true);
});
