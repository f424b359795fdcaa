import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { EngineSpec, type RunnerEvent } from '#lib/contracts/agent/index.ts';
import { engineHome } from '#lib/platform/engine-home.ts';
import { newId } from '#lib/platform/ids.ts';
import { atLeast, type Bench, median } from './figures.ts';
import { needEngine, runPython } from './python.ts';
import { BASE_MODEL, newsConversations, writeConversations } from './training-data.ts';

const ROUNDS = 3;
const SAMPLES = 400;
const NEW_TOKENS = 8;
const LEAST = 3;

/** Of the answers; sums in another order may turn a token that was as likely as the next. */
const SAME = 0.98;

type Answered = { rate: number; answers: string[] };

/** Samples a second of `python -m studio_engine evaluate`, from loading to the result, scores and intervals included. */
async function evaluateOnce(folder: string, dataset: string): Promise<Answered> {
  const attempt = mkdtempSync(join(folder, 'evaluate-'));
  const spec: EngineSpec = {
    jobId: newId('job'),
    attempt: 1,
    runner: {
      kind: 'evaluate',
      model: 'storage://bench/model',
      dataset: 'storage://bench/data.jsonl',
      output: null,
      maxNewTokens: NEW_TOKENS,
      metrics: ['exact_match', 'rouge_1', 'rouge_2', 'rouge_l', 'bleu_4'],
      seed: 0,
      service: null,
      harness: null,
    },
    paths: {
      model: BASE_MODEL,
      dataset,
      repositories: {},
      benchmark: null,
      output: null,
      code: null,
      work: join(attempt, 'work'),
    },
    threads: availableParallelism(),
    memoryBytes: totalmem(),
    cards: 0,
  };
  mkdirSync(spec.paths.work, { recursive: true });
  const [specFile, eventsFile] = [join(attempt, 'spec.json'), join(attempt, 'events.jsonl')];
  writeFileSync(specFile, JSON.stringify(EngineSpec.parse(spec)));
  await runPython(['-m', 'studio_engine', 'evaluate', '--spec', specFile, '--events', eventsFile]);
  const events = readFileSync(eventsFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunnerEvent);
  const loading = events.find((event) => event.type === 'progress' && event.phase === 'loading');
  const last = events.at(-1);
  if (last?.type !== 'result' || last.result.kind !== 'evaluate' || !loading)
    throw new Error(`the evaluation said no result: ${eventsFile}`);
  const seconds = (Date.parse(last.at) - Date.parse(loading.at)) / 1000;
  const lines = readFileSync(join(spec.paths.work, 'answers.jsonl'), 'utf8').trim().split('\n');
  const answers = lines.map((line) => (JSON.parse(line) as { answer: string }).answer);
  return { rate: last.result.samples / seconds, answers };
}

async function plainOnce(dataset: string): Promise<Answered> {
  const printed = await runPython([
    `${engineHome('train').pythonPath}/bench/plain_generate.py`,
    ...['--model', BASE_MODEL, '--dataset', dataset, '--max-new-tokens', String(NEW_TOKENS)],
  ]);
  const said = JSON.parse(printed.trim().split('\n').at(-1) ?? '');
  return { rate: said.samplesPerSecond, answers: said.answers };
}

export const bench: Bench = {
  summary: 'samples a second of an evaluation against a plain transformers generate loop, same answers',
  run: async (say) => {
    await needEngine('train', say);
    const folder = mkdtempSync(join(tmpdir(), 'studio-bench-'));
    try {
      const dataset = join(folder, 'news.jsonl');
      writeConversations(dataset, newsConversations().slice(0, SAMPLES));
      const ours: number[] = [];
      const plain: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const [own, peer] = [await evaluateOnce(folder, dataset), await plainOnce(dataset)];
        const same = own.answers.filter((answer, n) => answer === peer.answers[n]).length;
        if (same < SAME * peer.answers.length)
          throw new Error(`only ${same} of ${peer.answers.length} answers are the peer's`);
        ours.push(own.rate);
        plain.push(peer.rate);
        say(`  round ${round + 1}: ${own.rate.toFixed(1)} samples/s; plain loop ${peer.rate.toFixed(1)}`);
      }
      const peer = 'transformers, one at a time';
      return [atLeast('samples a second', 'samples/s', median(ours), peer, median(plain), LEAST)];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
