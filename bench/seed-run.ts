import type { JobSpec, MetricName } from '#lib/contracts/agent/index.ts';
import { CreateTuningJobInput } from '#lib/contracts/tuning.ts';
import { job } from '#lib/db/schema/index.ts';
import { appendPoints, type MetricPoint } from '#lib/domain/jobs/metrics/append-points.ts';
import { newId } from '#lib/platform/ids.ts';
import type { BenchStudio } from './with-studio.ts';

/** Value of step i (from 1) at index i - 1. */
export type RawCurves = ReadonlyMap<MetricName, Float64Array>;

const BATCH_POINTS = 60_000;
const GIB = 2 ** 30;

/** mulberry32: the same run on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Six metrics as a long run has them: noise, drift, and one step in some ten thousand that sticks out. */
export function makeCurves(steps: number, seed: number): RawCurves {
  const random = seeded(seed);
  const spike = (size: number) => (random() < 1 / 20_000 ? size * (1 + random()) : 0);
  const shapes: [MetricName, (share: number) => number][] = [
    ['loss', (share) => 0.4 + 5 * Math.exp(-6 * share) + 0.3 * random() + spike(20)],
    ['learning_rate', (share) => 2e-5 * Math.min(share / 0.03, 1 - share)],
    ['grad_norm', (share) => 0.5 + random() + 2 * Math.exp(-9 * share) + spike(80)],
    ['tokens_per_second', () => 9000 + 900 * random() - spike(4000)],
    ['cpu_percent', () => 85 + 15 * random() - spike(30)],
    ['memory_bytes', (share) => Math.round(11 * GIB + 2 * GIB * share + 0.2 * GIB * random())],
  ];
  return new Map(
    shapes.map(([metric, valueAt]) => [
      metric,
      Float64Array.from({ length: steps }, (_, i) => valueAt(i / steps)),
    ]),
  );
}

/** A finished tuning of admin's whose curves went through the code that applies the agent's events. */
export async function seedRun(
  { database: { db }, accountId, userId, clusterId, poolId }: BenchStudio,
  curves: RawCurves,
  reads: { modelVersionId: string; datasetVersionId: string; name: string },
): Promise<string> {
  const steps = Math.max(...[...curves.values()].map((values) => values.length));
  const hyperparameters = { ...HYPERPARAMETERS, iterations: Math.min(steps, 100_000) };
  const request = CreateTuningJobInput.parse({
    ...reads,
    method: 'full',
    hyperparameters,
    poolId,
    flavor: 'cpu.2',
    outputModelName: reads.name,
  });
  const id = newId('job');
  const spec: JobSpec = {
    id,
    name: reads.name,
    priority: 50,
    queue: 'default',
    resources: { cards: 0, cpuCores: 2, memoryBytes: 4 * GIB, instances: 1 },
    autoStopSeconds: null,
    runner: {
      kind: 'tune',
      method: 'full',
      model: 'storage://bench/model',
      dataset: 'storage://bench/data.jsonl',
      output: 'storage://bench/output',
      hyperparameters,
    },
  };
  const finishedAt = new Date();
  await db.insert(job).values({
    ...{ id, accountId, createdBy: userId, clusterId, poolId, request, spec },
    ...{ kind: 'tune', name: reads.name, state: 'succeeded', phase: 'training' },
    ...{ step: steps, total: steps, attempt: 1, sentAttempt: 1, dispatchedAttempt: 1 },
    ...{ modelVersionId: reads.modelVersionId, datasetVersionId: reads.datasetVersionId },
    outputModelName: reads.name,
    outputUri: 'storage://bench/output',
    startedAt: new Date(finishedAt.getTime() - steps * 100),
    finishedAt,
    // The agent never had it: nothing is to be fetched or released there.
    releasedAt: finishedAt,
  });
  await appendCurves(db, id, curves, steps);
  return id;
}

async function appendCurves(
  db: BenchStudio['database']['db'],
  jobId: string,
  curves: RawCurves,
  steps: number,
): Promise<void> {
  const stride = Math.ceil(BATCH_POINTS / curves.size);
  const began = Date.now() / 1000 - steps / 10;
  for (let from = 0; from < steps; from += stride) {
    const points: MetricPoint[] = [];
    for (const [metric, values] of curves)
      for (let i = from; i < Math.min(steps, from + stride); i++)
        points.push({ jobId, metric, step: i + 1, time: began + i / 10, value: values[i] ?? 0 });
    await db.transaction((tx) => appendPoints(tx, points));
  }
}

const HYPERPARAMETERS = {
  epochs: 1,
  learningRate: 2e-5,
  batchSize: 32,
  maxLength: 1024,
  packing: true,
  warmupRatio: 0.03,
  scheduler: 'cosine' as const,
  weightDecay: 0,
  maxGradNorm: 1,
  loraRank: 8,
  loraAlpha: 16,
  loraDropout: 0,
  validationFraction: 0,
  saveEverySteps: 1000,
  logEverySteps: 1,
  seed: 42,
};
