import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import type { AgentProcess } from '#agent/testing/agent-process.ts';
import { until } from '#agent/testing/test-home.ts';
import { engineHome } from '#lib/platform/engine-home.ts';
import { type Bench, type Figure, median, quicker } from './figures.ts';
import { freePort } from './gateway/processes.ts';
import {
  MAX_CONCURRENCY,
  MAX_LENGTH,
  SERVED_NAME,
  startInstance,
  waitWarmServer,
  withAgent,
} from './instance.ts';
import { BASE_MODEL } from './training-data.ts';

const ROUNDS = 3;
const LEAST = 5;
const PLAIN_WITHIN_SECONDS = 900;

type Start = { total: number; phases: Map<string, number> };

/** Asks for a stream and answers when its first text arrived. */
async function firstToken(url: string): Promise<void> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: SERVED_NAME,
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

/** From the submit to the first token that a caller reads. */
async function deploy(agent: AgentProcess): Promise<Start> {
  const began = performance.now();
  const instance = await startInstance(agent);
  await firstToken(instance.url);
  const total = (performance.now() - began) / 1000;
  await instance.stop();
  return { total, phases: instance.phases };
}

/** The peer: vLLM as its manual starts it, told the same limits. */
async function plainVllm(): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child: ChildProcess = spawn(
    engineHome('serve').python,
    [
      ...[
        '-m',
        'vllm.entrypoints.openai.api_server',
        '--model',
        BASE_MODEL,
        '--served-model-name',
        SERVED_NAME,
      ],
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
      PLAIN_WITHIN_SECONDS,
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

async function measure(agent: AgentProcess, say: (line: string) => void): Promise<Figure[]> {
  const cold = await deploy(agent);
  say(`  cold, while the warm parents begin: ${cold.total.toFixed(1)} s`);
  await waitWarmServer(agent);
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
}

export const bench: Bench = {
  summary: 'submit an instance of a service to its first token, by phase; warm against plain vLLM and cold',
  run: (say) => withAgent(say, (agent) => measure(agent, say)),
};
