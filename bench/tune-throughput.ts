import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { EngineSpec, type RunnerEvent } from '#lib/contracts/agent/index.ts';
import { newId } from '#lib/platform/ids.ts';
import { atLeast, type Bench, type Figure, median } from './figures.ts';
import { needEngine, runPlainTrl, runPython } from './python.ts';
import { BASE_MODEL, mixedConversations, newsConversations, writeConversations } from './training-data.ts';

const ROUNDS = 3;
/** The shortest run that has trl's two log points, 1 and 10, between which its speed is taken; short samples take more. */
const DEFAULT_STEPS = 10;
const NEWS_STEPS = 30;
/** What trl takes when nothing is said. */
const BATCH_SIZE = 8;
const MAX_LENGTH = 1024;
const LEARNING_RATE = 1e-3;
const LEAST = 1.3;
const PEER = { model: BASE_MODEL, batchSize: BATCH_SIZE, maxLength: MAX_LENGTH, learningRate: LEARNING_RATE };

type Say = (line: string) => void;

/** Real tokens a second of `python -m studio_engine tune`, first to last step; imports and loading are not in it. */
async function tuneOnce(folder: string, dataset: string, steps: number): Promise<number> {
  const attempt = mkdtempSync(join(folder, 'tune-'));
  const spec: EngineSpec = {
    jobId: newId('job'),
    attempt: 1,
    runner: {
      kind: 'tune',
      method: 'full',
      model: 'storage://bench/model',
      dataset: 'storage://bench/data.jsonl',
      output: 'storage://bench/out',
      hyperparameters: {
        iterations: steps,
        epochs: 1,
        learningRate: LEARNING_RATE,
        batchSize: BATCH_SIZE,
        maxLength: MAX_LENGTH,
        packing: true,
        warmupRatio: 0,
        scheduler: 'linear',
        weightDecay: 0,
        maxGradNorm: 1,
        loraRank: 8,
        loraAlpha: 16,
        loraDropout: 0,
        validationFraction: 0,
        saveEverySteps: steps,
        logEverySteps: 10,
        seed: 42,
      },
    },
    paths: {
      model: BASE_MODEL,
      dataset,
      repositories: {},
      benchmark: null,
      output: join(attempt, 'output'),
      code: null,
      work: join(attempt, 'work'),
    },
    threads: availableParallelism(),
    memoryBytes: totalmem(),
    cards: 0,
  };
  mkdirSync(spec.paths.output ?? '', { recursive: true });
  const [specFile, eventsFile] = [join(attempt, 'spec.json'), join(attempt, 'events.jsonl')];
  writeFileSync(specFile, JSON.stringify(EngineSpec.parse(spec)));
  await runPython(['-m', 'studio_engine', 'tune', '--spec', specFile, '--events', eventsFile]);
  const events = readFileSync(eventsFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunnerEvent);
  const logged = events.filter((event) => event.type === 'metric');
  const result = events.find((event) => event.type === 'result')?.result;
  const [first, last] = [logged[0], logged.at(-1)];
  if (result?.kind !== 'tune' || !first || !last) throw new Error(`the tune said no result: ${eventsFile}`);
  const seconds = (Date.parse(last.at) - Date.parse(first.at)) / 1000;
  const share = (last.step - first.step) / result.steps;
  return (result.tokens * share) / seconds;
}

/** Our runs and the peers' in turn, so that what else the machine does falls on both. */
async function compare(
  name: string,
  folder: string,
  dataset: string,
  steps: number,
  say: Say,
): Promise<Figure[]> {
  const plain = async (count: number, lean: boolean) =>
    (await runPlainTrl({ ...PEER, dataset, steps: count, lean })).realTokensPerSecond;
  const ours: number[] = [];
  const lean: number[] = [];
  const defaults: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await tuneOnce(folder, dataset, steps));
    lean.push(await plain(steps, true));
    // The slower peer as a rule: one short run, to keep the whole within minutes.
    if (round === 0) defaults.push(await plain(DEFAULT_STEPS, false));
    const said = [ours, lean, defaults].map((rates) => Math.round(rates.at(-1) ?? 0));
    say(
      `  ${name}, round ${round + 1}: ${said[0]} tokens/s; trl in float32 ${said[1]}, as it comes ${said[2]}`,
    );
  }
  const against = (peer: string, rates: number[]) =>
    atLeast(`real tokens a second, ${name}`, 'tokens/s', median(ours), peer, median(rates), LEAST);
  return [against('trl defaults', defaults), against('trl in float32 without recomputation', lean)];
}

export const bench: Bench = {
  summary:
    'real (non-padding) tokens a second of a full tune against trl with its defaults, same data and batch',
  run: async (say) => {
    await needEngine('train', say);
    const folder = mkdtempSync(join(tmpdir(), 'studio-bench-'));
    try {
      const [news, mixed] = [join(folder, 'news.jsonl'), join(folder, 'mixed.jsonl')];
      writeConversations(news, newsConversations());
      writeConversations(mixed, mixedConversations());
      return [
        ...(await compare('headlines of the demo', folder, news, NEWS_STEPS, say)),
        ...(await compare('conversations of 1 to 16 turns', folder, mixed, DEFAULT_STEPS, say)),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
