import { atLeast, type Bench, type Figure, median } from './figures.ts';
import {
  BENCH_KEY,
  benchRoute,
  benchSnapshot,
  startController,
  startStudioGateway,
} from './gateway/systems.ts';
import { MAX_CONCURRENCY, SERVED_NAME, startInstance, waitWarmServer, withAgent } from './instance.ts';

const ROUNDS = 5;
const CALLS_A_CONNECTION = 4;
const TOKENS = 128;
const LEAST = 0.97;

type Target = { url: string; model: string; headers: Record<string, string>; stream: boolean };

/** One call whose answer is counted by its own usage; anything but all tokens is an error. */
async function call({ url, model, headers, stream }: Target): Promise<number> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      model,
      messages: [{ role: 'user', content: 'Tell me something long.' }],
      max_tokens: TOKENS,
      ignore_eos: true,
      temperature: 0.7,
      ...(stream ? { stream: true, stream_options: { include_usage: true } } : {}),
    }),
    signal: AbortSignal.timeout(300_000),
  });
  const text = await response.text();
  const tokens = Number(/"completion_tokens":(\d+)/.exec(text)?.[1]);
  const whole = !stream || text.trimEnd().endsWith('data: [DONE]');
  if (!response.ok || tokens !== TOKENS || !whole)
    throw new Error(`a wrong answer: ${response.status} ${text.slice(-300)}`);
  return tokens;
}

/** Tokens a second of as many callers as the instance works on at once. */
async function throughput(target: Target): Promise<number> {
  const began = performance.now();
  const counts = await Promise.all(
    Array.from({ length: MAX_CONCURRENCY }, async () => {
      let tokens = 0;
      for (let round = 0; round < CALLS_A_CONNECTION; round++) tokens += await call(target);
      return tokens;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - began) / 1000);
}

async function compare(
  direct: Omit<Target, 'stream'>,
  through: Omit<Target, 'stream'>,
  say: (line: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const stream of [false, true]) {
    const name = stream ? 'streaming' : 'not streaming';
    const ours: number[] = [];
    const theirs: number[] = [];
    await throughput({ ...through, stream });
    for (let round = 1; round <= ROUNDS; round++) {
      // In turns, each first as often as second: the machine changes while it is measured.
      const first = round % 2 === 0;
      if (first) ours.push(await throughput({ ...through, stream }));
      theirs.push(await throughput({ ...direct, stream }));
      if (!first) ours.push(await throughput({ ...through, stream }));
      say(
        `  ${name}, round ${round}: ${ours.at(-1)?.toFixed(0)} against ${theirs.at(-1)?.toFixed(0)} tokens/s`,
      );
    }
    figures.push(
      atLeast(`tokens a second, ${name}`, '1/s', median(ours), 'vLLM itself', median(theirs), LEAST),
    );
  }
  return figures;
}

export const bench: Bench = {
  summary: 'tokens a second of one instance through the gateway, against vLLM itself',
  run: (say) =>
    withAgent(say, async (agent) => {
      await waitWarmServer(agent);
      const instance = await startInstance(agent);
      const route = benchRoute(instance.url, { servedName: SERVED_NAME });
      const controller = await startController(benchSnapshot([route]));
      const gateway = await startStudioGateway(controller);
      try {
        return await compare(
          { url: instance.url, model: SERVED_NAME, headers: {} },
          { url: gateway.url, model: 'bench', headers: { authorization: `Bearer ${BENCH_KEY}` } },
          say,
        );
      } finally {
        await gateway.stop();
        await controller.close();
      }
    }),
};
