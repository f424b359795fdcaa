import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { AgentProcess } from '#agent/testing/agent-process.ts';
import { until } from '#agent/testing/test-home.ts';
import type { RunnerEvent } from '#lib/contracts/agent/index.ts';
import { engineHome } from '#lib/platform/engine-home.ts';
import { type Bench, type Figure, median, quicker } from './figures.ts';
import { needEngine } from './python.ts';
import { BASE_MODEL } from './training-data.ts';

const ROUNDS = 3;
const LEAST = 5;
const GIB = 1024 ** 3;
const WARM_WITHIN_SECONDS = 1200;
const START_WITHIN_SECONDS = 900;
const MAX_LENGTH = 2048;
const MAX_CONCURRENCY = 16;

type Start = { total: number; phases: Map<string, number> };

/** Asks for a stream and answers when its first text arrived. */
async function firstToken(url: string): Promise<void> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'base',
      messages: [{ role: 'user', content: '1+1=?' }],
      max_tokens: 16,
      stream: true,
    }),
    signal: AbortSignal.timeout(60_000),
  });
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (/"content":"[^"]/.test(text)) return;
  }
  throw new Error(`the stream held no text: ${response.status} ${text.slice(0, 300)}`);
}

/** From the submit to the first token that a caller reads, with the time at which each phase began. */
async function deploy(agent: AgentProcess): Promise<Start> {
  const serve = { model: 'storage://models/base', maxLength: MAX_LENGTH, maxConcurrency: MAX_CONCURRENCY };
  const spec = agent.serveJob({}, serve, {
    resources: { cards: 0, cpuCores: 2, memoryBytes: 3 * GIB, instances: 1 },
  });
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  await agent.submit(spec);
  const phases = new Map<string, number>();
  const submittedAt = Date.now() - since() * 1000;
  let events: RunnerEvent[] = [];
  await until(
    'health',
    async () => {
      events = (await agent.events(spec.id)).flatMap((event) =>
        event.type === 'runner' ? [event.event] : [],
      );
      const failed = events.find((event) => event.type === 'failure');
      if (failed) throw new Error(failed.failure.message);
      return events.some((event) => event.type === 'health' && event.healthy);
    },
    START_WITHIN_SECONDS,
  );
  for (const event of events)
    if (event.type === 'progress') phases.set(event.phase, (Date.parse(event.at) - submittedAt) / 1000);
  const url = events.flatMap((event) => (event.type === 'endpoint' ? [event.url] : []))[0];
  await firstToken(url ?? '');
  const total = since();
  await agent.client.call('stopJob', { id: spec.id, body: { graceSeconds: 30 } });
  await agent.reach(spec.id, 'stopped', 60);
  return { total, phases };
}

/** The peer: vLLM as its manual starts it, told the same limits. */
async function plainVllm(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((done) => server.close(done));
  const began = performance.now();
  const child: ChildProcess = spawn(
    engineHome('serve').python,
    [
      ...['-m', 'vllm.entrypoints.openai.api_server', '--model', BASE_MODEL, '--served-model-name', 'base'],
      ...['--host', '127.0.0.1', '--port', String(port), '--enforce-eager'],
      ...['--max-model-len', String(MAX_LENGTH), '--max-num-seqs', String(MAX_CONCURRENCY)],
    ],
    {
      cwd: tmpdir(),
      env: { ...process.env, VLLM_CPU_KVCACHE_SPACE: '1', HF_HUB_OFFLINE: '1', VLLM_NO_USAGE_STATS: '1' },
      stdio: 'ignore',
    },
  );
  try {
    await until(
      'plain vLLM',
      async () => {
        if (child.exitCode !== null) throw new Error(`plain vLLM ended with ${child.exitCode}`);
        return (await fetch(`http://127.0.0.1:${port}/health`).catch(() => null))?.ok ?? false;
      },
      START_WITHIN_SECONDS,
    );
    await firstToken(`http://127.0.0.1:${port}`);
    return (performance.now() - began) / 1000;
  } finally {
    const gone = child.exitCode === null ? once(child, 'exit') : null;
    child.kill('SIGTERM');
    await gone;
  }
}

const shown = (metric: string, value: number): Figure => ({
  metric,
  value,
  unit: 's',
  peer: null,
  peerValue: null,
  ratio: null,
  target: 'shown',
  ok: true,
});

function breakdown(starts: Start[]): Figure[] {
  const at = (phase: string) => median(starts.map((start) => start.phases.get(phase) ?? 0));
  const total = median(starts.map((start) => start.total));
  const steps = ['importing', 'loading', 'warming', 'serving'].map((phase) => [phase, at(phase)] as const);
  return [
    shown('warm: submit to the runner', at('importing')),
    ...steps.map(([phase, from], index) =>
      shown(`warm: ${phase === 'serving' ? 'first token' : phase}`, (steps[index + 1]?.[1] ?? total) - from),
    ),
  ];
}

async function measure(say: (line: string) => void): Promise<Figure[]> {
  const agent = new AgentProcess({ realEngine: true });
  try {
    agent.fillStore('{}\n', BASE_MODEL);
    await agent.start();
    const cold = await deploy(agent);
    say(`  cold, while the warm parents begin: ${cold.total.toFixed(1)} s`);
    const warm = async () => (await agent.client.call('info')).warmServer;
    await until('warm server', warm, WARM_WITHIN_SECONDS);
    const starts: Start[] = [];
    const plain: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const start = await deploy(agent);
      starts.push(start);
      // Half a minute of imports a round: one look at the peer in the first and the last will do.
      if (round !== 2) plain.push(await plainVllm());
      say(`  round ${round}: ${start.total.toFixed(2)} s against ${plain.at(-1)?.toFixed(1)} s`);
    }
    const total = median(starts.map((start) => start.total));
    return [
      quicker('submit to first token, warm', 's', total, 'plain vLLM', Math.min(...plain), LEAST),
      shown('submit to first token, cold', cold.total),
      ...breakdown(starts),
    ];
  } finally {
    await agent.dispose();
  }
}

export const bench: Bench = {
  summary: 'submit an instance of a service to its first token, by phase; warm against plain vLLM and cold',
  run: async (say) => {
    await needEngine('train', say);
    await needEngine('serve', say);
    return measure(say);
  },
};
