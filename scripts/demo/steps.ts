import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { Failure } from '#lib/contracts/agent/index.ts';
import type { PoolSummary } from '#lib/contracts/clusters.ts';
import type { Dataset, DatasetVersionDetail } from '#lib/contracts/datasets.ts';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import type { JobState } from '#lib/contracts/job-state.ts';
import type { ModelDetail } from '#lib/contracts/models.ts';
import type { CreateTuningJobInput, TuningJobDetail } from '#lib/contracts/tuning.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { CallFailed, type RestClient } from './client.ts';
import { makeNews, toMoss } from './news.ts';

export type Say = (line: string) => void;
const POLL_MS = 500;
/** How long the demo waits for what a Studio still prepares. */
const PATIENCE_MS = 120_000;
/** Ends the names of one call, so that the demo can be run again and again. */
export const suffix = (): string => randomBytes(3).toString('hex');

/** What the main job needs of the demo's hyperparameters; measured on the built-in model (engine/base_model/README.md). */
export const DEMO_TUNING = {
  iterations: 150,
  learningRate: 5e-4,
  batchSize: 16,
  maxLength: 128,
  logEverySteps: 5,
};

export async function until<T>(
  read: () => Promise<T>,
  done: (value: T) => boolean,
  tick: (value: T) => void,
): Promise<T> {
  for (;;) {
    const value = await read();
    tick(value);
    if (done(value)) return value;
    await sleep(POLL_MS);
  }
}

/** A Studio that has just started may ask for a moment: it says how long, and this tries again. */
export async function whenPossible<T>(call: () => Promise<T>, say: Say): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  let said = '';
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      const wait = error.retryAfterSeconds;
      if (wait === undefined || Date.now() > end) throw error;
      if (error.message !== said) say(`  ${error.message} Trying again every ${wait} s …`);
      said = error.message;
      await sleep(wait * 1000);
    }
  }
}

export const failedBecause = (what: string, failure: z.infer<typeof Failure> | null, reason: string | null) =>
  new Error(
    `${what} failed: ${failure?.message ?? reason ?? 'no reason was given'}${failure?.advice ? ` ${failure.advice}` : ''}`,
  );

export async function makeDataset(
  rest: RestClient,
  part: 'train' | 'test',
  say: Say,
): Promise<DatasetVersionDetail> {
  const news = makeNews({ train: 2400, test: 400, seed: 7 });
  const text = toMoss(news[part])
    .map((line) => JSON.stringify(line))
    .join('\n');
  const buckets = await rest.get<{ items: { name: string }[] }>('/buckets');
  const bucket = buckets.items[0]?.name;
  if (!bucket) throw new Error('this account has no bucket');
  const name = `${part === 'train' ? '新闻标题-训练' : '新闻标题-测试'}-${suffix()}`;
  const source = await rest.upload(bucket, `demo/${name}.jsonl`, Buffer.from(text));
  const dataset = await rest.post<Dataset>('/datasets', { name, source, format: 'moss-jsonl' });
  const version = await until(
    () => rest.get<DatasetVersionDetail>(`/datasets/${dataset.id}/versions/1`),
    (value) => value.state !== 'importing',
    () => undefined,
  );
  if (version.state === 'refused')
    throw new Error(
      `the dataset was refused: ${version.problems?.first[0]?.reason ?? 'no reason was given'}`,
    );
  await rest.post(`/datasets/${dataset.id}/versions/1/publish`);
  say(`  ${name}: ${version.samples} samples`);
  return version;
}

export async function makeModel(rest: RestClient, say: Say): Promise<ModelDetail> {
  const templates = await rest.get<{ items: { slug: string; builtIn: boolean; name: string }[] }>(
    '/templates?limit=200',
  );
  const builtIn = templates.items.find((template) => template.builtIn);
  if (!builtIn) throw new Error('the model square lists no built-in model');
  const input = {
    template: builtIn.slug,
    name: `新闻基座-${suffix()}`,
    weights: { kind: 'recommended' },
  };
  const model = await whenPossible(() => rest.post<ModelDetail>('/models', input), say);
  const ready = await until(
    () => rest.get<ModelDetail>(`/models/${model.id}`),
    (value) => value.state === 'ready' || value.state === 'failed',
    () => undefined,
  );
  if (ready.state === 'failed') throw failedBecause('the weight check', ready.failure, null);
  say(`  ${ready.name} from ${builtIn.name}, ${ready.versions[0]?.parameters ?? '?'} parameters`);
  return ready;
}

/** Shares of right answers of several models, side by side on the same headlines; in the order given. */
export async function measure(
  rest: RestClient,
  modelVersionIds: string[],
  datasetVersionId: string,
  say: Say,
): Promise<number[]> {
  const started = await rest.post<Evaluation>('/evaluations', {
    targets: modelVersionIds.map((modelVersionId) => ({ modelVersionId })),
    datasetVersionId,
    maxNewTokens: 8,
  });
  const done = await until(
    () => rest.get<Evaluation>(`/evaluations/${started.id}`),
    (value) => isFinal(value.state),
    progressOf(say),
  );
  return modelVersionIds.map((id) => {
    const run = done.runs.find((each) => each.modelVersionId === id);
    if (!run || run.accuracy === null)
      throw failedBecause('the measurement', run?.failure ?? null, run?.reason ?? null);
    say(`  ${run.name}: ${run.correct} of ${run.samples} right: ${(run.accuracy * 100).toFixed(1)} %`);
    return run.accuracy;
  });
}

/** The largest flavor with cards, else the largest. */
export async function largestPlace(rest: RestClient): Promise<{ poolId: string; flavor: string }> {
  const pools = await rest.get<{ items: PoolSummary[] }>('/pools');
  const pool = pools.items.find((item) => item.flavors.length > 0);
  const flavor = pool?.flavors.findLast((item) => item.kind === 'npu') ?? pool?.flavors.at(-1);
  if (!pool || !flavor) throw new Error('no pool offers a flavor: is the agent up?');
  return { poolId: pool.id, flavor: flavor.id };
}

export async function tune(
  rest: RestClient,
  modelVersionId: string,
  datasetVersionId: string,
  say: Say,
): Promise<TuningJobDetail> {
  const place = await largestPlace(rest);
  const name = `新闻分类-${suffix()}`;
  const input: z.input<typeof CreateTuningJobInput> = {
    name,
    modelVersionId,
    datasetVersionId,
    method: 'full',
    ...place,
    outputModelName: name,
    hyperparameters: DEMO_TUNING,
  };
  const job = await rest.post<TuningJobDetail>('/tuning-jobs', input);
  const done = await until(
    () => rest.get<TuningJobDetail>(`/tuning-jobs/${job.id}`),
    (value) => isFinal(value.state),
    progressOf(say),
  );
  if (done.state !== 'succeeded') throw failedBecause('the tuning job', done.failure, done.reason);
  const loss = done.curves.find((curve) => curve.metric === 'loss');
  if (loss)
    say(`  ${loss.count} points of loss, last ${loss.last.toFixed(4)}, highest ${loss.max.toFixed(4)}`);
  return done;
}

type Moving = {
  state: JobState;
  step: number;
  total: number;
  phase?: string | null;
  remainingSeconds?: number | null;
  reason?: string | null;
};

/** Says what a job does whenever that changes noticeably. */
export function progressOf(say: Say): (value: Moving) => void {
  let last = '';
  return (value) => {
    const tenth = value.total > 0 ? Math.floor((value.step / value.total) * 10) : 0;
    const key = `${value.state} ${tenth} ${value.reason ?? ''}`;
    if (key === last) return;
    last = key;
    const steps = value.total > 0 ? ` ${value.step}/${value.total}` : '';
    const left = value.remainingSeconds ? `, ${Math.round(value.remainingSeconds)} s left` : '';
    say(`  ${value.state}${steps}${left}${value.reason ? ` (${value.reason})` : ''}`);
  };
}
