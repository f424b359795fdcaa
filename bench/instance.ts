import { AgentProcess } from '#agent/testing/agent-process.ts';
import { until } from '#agent/testing/test-home.ts';
import type { RunnerEvent } from '#lib/contracts/agent/index.ts';
import { needEngine } from './python.ts';
import { BASE_MODEL } from './training-data.ts';

const GIB = 1024 ** 3;
const WARM_WITHIN_SECONDS = 1200;
const START_WITHIN_SECONDS = 900;

export const SERVED_NAME = 'base';
export const MAX_LENGTH = 2048;
export const MAX_CONCURRENCY = 16;

export type Instance = {
  url: string;
  /** Seconds from the submit to the begin of each phase. */
  phases: Map<string, number>;
  stop: () => Promise<void>;
};

/** An agent with the real engines and the built-in model, for the time of `work`. */
export async function withAgent<T>(
  say: (line: string) => void,
  work: (agent: AgentProcess) => Promise<T>,
): Promise<T> {
  await needEngine('train', say);
  await needEngine('serve', say);
  const agent = new AgentProcess({ realEngine: true });
  try {
    agent.fillStore('{}\n', BASE_MODEL);
    await agent.start();
    return await work(agent);
  } finally {
    await agent.dispose();
  }
}

export const waitWarmServer = (agent: AgentProcess): Promise<boolean> =>
  until('warm server', async () => (await agent.client.call('info')).warmServer, WARM_WITHIN_SECONDS);

/** An instance of the built-in model; resolves once it is healthy. */
export async function startInstance(agent: AgentProcess): Promise<Instance> {
  const serve = { model: 'storage://models/base', maxLength: MAX_LENGTH, maxConcurrency: MAX_CONCURRENCY };
  const spec = agent.serveJob({}, serve, {
    resources: { cards: 0, cpuCores: 2, memoryBytes: 3 * GIB, instances: 1 },
  });
  const submittedAt = Date.now();
  await agent.submit(spec);
  let events: RunnerEvent[] = [];
  await until(
    'health',
    async () => {
      const all = await agent.events(spec.id);
      events = all.flatMap((event) => (event.type === 'runner' ? [event.event] : []));
      const failed = events.find((event) => event.type === 'failure');
      if (failed) throw new Error(failed.failure.message);
      return events.some((event) => event.type === 'health' && event.healthy);
    },
    START_WITHIN_SECONDS,
  );
  const phases = new Map<string, number>();
  for (const event of events)
    if (event.type === 'progress') phases.set(event.phase, (Date.parse(event.at) - submittedAt) / 1000);
  const url = events.flatMap((event) => (event.type === 'endpoint' ? [event.url] : []))[0] ?? '';
  const stop = async () => {
    await agent.client.call('stopJob', { id: spec.id, body: { graceSeconds: 30 } });
    await agent.reach(spec.id, 'stopped', 60);
  };
  return { url, phases, stop };
}
