import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestStudio } from '#e2e/studio.ts';
import type { PoolSummary } from '#lib/contracts/clusters.ts';
import type { JobMetrics } from '#lib/contracts/jobs.ts';
import type { CreateTuningJobInput, TuningJobDetail } from '#lib/contracts/tuning.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { RestClient } from '#scripts/demo/client.ts';
import { makeDataset, makeModel } from '#scripts/demo/steps.ts';
import { type Bench, median, quicker } from './figures.ts';
import { needEngine, runPlainTrl } from './python.ts';
import { BASE_MODEL, newsConversations, writeConversations } from './training-data.ts';
import { waitWarm, withStudio } from './with-studio.ts';

const ROUNDS = 3;
/** As few as give the peer the two log points that its script wants. */
const STEPS = 10;
const BATCH_SIZE = 8;
const MAX_LENGTH = 1024;
const LEARNING_RATE = 1e-3;
const LEAST = 5;
const POLL_MS = 20;
const DONE_WITHIN_MS = 180_000;

/** Seconds from the click (POST) to the first loss that a client reads; then waits for the job's end. */
async function submitToFirstLoss(
  rest: RestClient,
  input: Omit<CreateTuningJobInput, 'name' | 'outputModelName'>,
  name: string,
): Promise<number> {
  const submitted = performance.now();
  const job = await rest.post<TuningJobDetail>('/tuning-jobs', { ...input, name, outputModelName: name });
  let seconds: number | null = null;
  for (const end = Date.now() + DONE_WITHIN_MS; Date.now() < end; await sleep(seconds ? 250 : POLL_MS)) {
    const read = await rest.get<JobMetrics>(`/jobs/${job.id}/metrics?metrics=loss&points=100`);
    if (seconds === null && read.curves.some((curve) => curve.count > 0))
      seconds = (performance.now() - submitted) / 1000;
    if (!isFinal(read.state)) continue;
    if (read.state !== 'succeeded' || seconds === null)
      throw new Error(`the tuning ended as ${read.state}${seconds === null ? ' without a loss' : ''}`);
    return seconds;
  }
  throw new Error('the tuning did not end in time');
}

async function measure(studio: TestStudio, say: (line: string) => void) {
  const rest = await RestClient.signIn(studio.url, 'admin', studio.password);
  await waitWarm(studio);
  const model = await makeModel(rest, say);
  const data = await makeDataset(rest, 'train', say);
  const pools = await rest.get<{ items: PoolSummary[] }>('/pools');
  const [pool] = pools.items;
  const [flavor, version] = [pool?.flavors.at(-1), model.versions[0]];
  if (!pool || !flavor || !version) throw new Error('no pool offers a flavor: is the agent up?');
  const job = { steps: STEPS, batchSize: BATCH_SIZE, maxLength: MAX_LENGTH, learningRate: LEARNING_RATE };
  const input = {
    modelVersionId: version.id,
    datasetVersionId: data.id,
    method: 'full' as const,
    poolId: pool.id,
    flavor: flavor.id,
    hyperparameters: {
      iterations: STEPS,
      batchSize: BATCH_SIZE,
      maxLength: MAX_LENGTH,
      learningRate: LEARNING_RATE,
      // The peer holds none out either.
      validationFraction: 0,
    },
  };
  const file = join(studio.home, 'bench.jsonl');
  writeConversations(file, newsConversations());
  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    await waitWarm(studio);
    const mine = await submitToFirstLoss(rest, input as never, `bench-${round}`);
    const theirs = (await runPlainTrl({ ...job, model: BASE_MODEL, dataset: file })).secondsToFirstLoss;
    ours.push(mine);
    plain.push(theirs);
    say(`  round ${round}: ${mine.toFixed(2)} s against ${theirs.toFixed(2)} s`);
  }
  return [quicker('submit to first loss point', 's', median(ours), 'plain trl script', median(plain), LEAST)];
}

export const bench: Bench = {
  summary:
    'submit a tuning by REST to its first loss point, warm runner, against a plain trl script of the same job',
  run: async (say) => {
    await needEngine('train', say);
    return withStudio((studio) => measure(studio, say));
  },
};
