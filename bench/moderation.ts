import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, type Bench, type Figure, forInformation, median } from './figures.ts';
import { MODES, type Mode, requestBody } from './gateway/answers.ts';
import {
  BENCH_KEY,
  benchRoute,
  benchSnapshot,
  startController,
  startStudioGateway,
  startUpstream,
} from './gateway/systems.ts';
import { answersPerCpuSecond, type System } from './gateway/throughput.ts';

const WORDS = 100_000;
const ROUNDS = 25;
const MEASURE_MS = 600;
const WARM_UP_MS = 4000;
const OF_OFF = 0.8;
const LOADED_WITHIN_MS = 60_000;
const NAMES: Record<Mode, string> = {
  whole: 'not streaming',
  split: 'streaming, every event its own write',
  together: 'streaming, all events in one write',
};
/** Words of the question and the answer: entries begin like them, so that the search does not leave at once. */
const BEGINNINGS = [
  'a model that',
  'was tuned',
  'this morning',
  'answers here',
  'counts each',
  'say in one',
  'gateway',
];

const entries = (): string[] =>
  Array.from({ length: WORDS }, (_, i) => {
    if (i % 4 === 0) return `${BEGINNINGS[i % BEGINNINGS.length]} ${i}`;
    return i % 4 === 1 ? `entry ${i.toString(36)} phrase` : `词${i.toString(7)}条`;
  });

async function measure(say: (line: string) => void): Promise<Figure[]> {
  const stops: (() => Promise<void>)[] = [];
  try {
    const upstream = await startUpstream();
    stops.push(upstream.stop);
    const words = entries();
    const routes = [
      benchRoute(upstream.url),
      benchRoute(upstream.url, { names: ['moderated'], servedName: 'moderated', moderation: true }),
    ];
    const controller = await startController(benchSnapshot(routes, { wordsTag: 'bench' }), words);
    stops.push(controller.close);
    const process = await startStudioGateway(controller);
    stops.push(process.stop);
    const headers = { authorization: `Bearer ${BENCH_KEY}` };
    const seconds = await untilLoaded(process.url, headers, words.at(-1) ?? '');
    const system: System = { name: 'Studio', process, headers };
    const figures = [forInformation(`seconds until ${WORDS} words are in force`, 's', seconds)];
    for (const mode of MODES) figures.push(await compare(system, mode, say));
    return figures;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Off and on in turn, in one process: what else the machine does meets both alike. */
async function compare(system: System, mode: Mode, say: (line: string) => void): Promise<Figure> {
  const bodies = [requestBody(mode), requestBody(mode, { model: 'moderated' })];
  for (const body of bodies) await answersPerCpuSecond(system, { mode, body, ms: WARM_UP_MS });
  const rounds: number[][] = bodies.map(() => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, body] of bodies.entries())
      rounds[i]?.push(await answersPerCpuSecond(system, { mode, body, ms: MEASURE_MS }));
  const [off = 0, on = 0] = rounds.map(median);
  say(`  ${NAMES[mode]}: off ${Math.round(off)}, on ${Math.round(on)}`);
  return atLeast(`answers per CPU second, ${NAMES[mode]}`, '1/s', on, 'moderation off', off, OF_OFF);
}

/** Until then every moderated call is refused: an entry must be refused for what it is. */
async function untilLoaded(url: string, headers: Record<string, string>, word: string): Promise<number> {
  const started = performance.now();
  for (;;) {
    const answer = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'moderated', messages: [{ role: 'user', content: word }] }),
    });
    if ((await answer.text()).includes('600003')) return (performance.now() - started) / 1000;
    if (performance.now() - started > LOADED_WITHIN_MS) throw new Error('the words were never in force');
    await sleep(50);
  }
}

export const bench: Bench = {
  summary: `answers per CPU second of the gateway with moderation by ${WORDS} words, against the same without`,
  run: measure,
};
