import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestStudio } from '#e2e/studio.ts';
import { EngineSpec, type RunnerEvent } from '#lib/contracts/agent/index.ts';
import type { CompressionJobDetail, CreateCompressionJobInput } from '#lib/contracts/compression.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { newId } from '#lib/platform/ids.ts';
import { RestClient } from '#scripts/demo/client.ts';
import { largestPlace, makeModel } from '#scripts/demo/steps.ts';
import { type Bench, median, quicker } from './figures.ts';
import { needEngine, runPython } from './python.ts';
import { BASE_MODEL } from './training-data.ts';
import { waitWarm, withStudio } from './with-studio.ts';

const ROUNDS = 3;
const LEAST = 3;
const POLL_MS = 20;
const DONE_WITHIN_MS = 240_000;
/** As little to calibrate on as is allowed: what is measured is the way to the first layer. */
const JOB = {
  method: 'smoothquant-w8a8' as const,
  migrationStrength: 0.5,
  samples: 8,
  maxLength: 64,
  reportSamples: 0,
  measureSpeed: false,
  seed: 1,
};

type Input = Omit<CreateCompressionJobInput, 'name' | 'output' | 'description' | 'priority'>;

/** Seconds from the click (POST) to the first layer that a client reads; then waits for the job's end. */
async function submitToFirstLayer(rest: RestClient, input: Input, name: string): Promise<number> {
  const submitted = performance.now();
  const output = { kind: 'model', name };
  const job = await rest.post<CompressionJobDetail>('/compression-jobs', { ...input, name, output });
  let seconds: number | null = null;
  for (const end = Date.now() + DONE_WITHIN_MS; Date.now() < end; await sleep(seconds ? 250 : POLL_MS)) {
    const read = await rest.get<CompressionJobDetail>(`/compression-jobs/${job.id}`);
    const rounding = read.phase === 'calibrating' && read.step > 0;
    if (seconds === null && (rounding || isFinal(read.state)))
      seconds = (performance.now() - submitted) / 1000;
    if (!isFinal(read.state)) continue;
    if (read.state !== 'succeeded' || seconds === null)
      throw new Error(`the compression ended as ${read.state}: ${read.failure?.message ?? read.reason}`);
    return seconds;
  }
  throw new Error('the compression did not end in time');
}

/** The same job in a process of its own, from its start to the layer that it says is done. */
async function coldToFirstLayer(folder: string): Promise<number> {
  const spec: EngineSpec = {
    jobId: newId('job'),
    attempt: 1,
    runner: {
      ...JOB,
      kind: 'compress',
      model: 'storage://bench/model',
      dataset: null,
      benchmark: null,
      output: 'storage://bench/out',
    },
    paths: {
      model: BASE_MODEL,
      dataset: null,
      repositories: {},
      benchmark: null,
      output: join(folder, 'output'),
      code: null,
      work: join(folder, 'work'),
    },
    threads: availableParallelism(),
    memoryBytes: totalmem(),
    cards: 0,
  };
  mkdirSync(spec.paths.work, { recursive: true });
  const [specFile, eventsFile] = [join(folder, 'spec.json'), join(folder, 'events.jsonl')];
  writeFileSync(specFile, JSON.stringify(EngineSpec.parse(spec)));
  const began = Date.now();
  await runPython(['-m', 'studio_engine', 'compress', '--spec', specFile, '--events', eventsFile]);
  const lines = readFileSync(eventsFile, 'utf8').trim().split('\n');
  const first = lines
    .map((line) => JSON.parse(line) as RunnerEvent)
    .find((event) => event.type === 'progress' && event.phase === 'calibrating' && event.step > 0);
  if (!first) throw new Error(`the compression said no layer: ${eventsFile}`);
  return (Date.parse(first.at) - began) / 1000;
}

async function measure(studio: TestStudio, say: (line: string) => void) {
  const rest = await RestClient.signIn(studio.url, 'admin', studio.password);
  await waitWarm(studio);
  const [version] = (await makeModel(rest, say)).versions;
  if (!version) throw new Error('the model has no version');
  const input: Input = { ...JOB, modelVersionId: version.id, gate: null, ...(await largestPlace(rest)) };
  const warm: number[] = [];
  const cold: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    await waitWarm(studio);
    const mine = await submitToFirstLayer(rest, input, `bench-${round}`);
    const theirs = await coldToFirstLayer(join(studio.home, `cold-${round}`));
    warm.push(mine);
    cold.push(theirs);
    say(`  round ${round}: ${mine.toFixed(2)} s against ${theirs.toFixed(2)} s`);
  }
  return [quicker('submit to first layer', 's', median(warm), 'cold process', median(cold), LEAST)];
}

export const bench: Bench = {
  summary:
    'submit a compression by REST to its first layer, warm runner, against the same job in a new process',
  run: async (say) => {
    await needEngine('train', say);
    return withStudio((studio) => measure(studio, say));
  },
};
