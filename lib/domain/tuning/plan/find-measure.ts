import { and, desc, eq, sql } from 'drizzle-orm';
import type { JobState } from '#lib/contracts/job-state.ts';
import type { TuningMethod } from '#lib/contracts/tuning.ts';
import type { Tx } from '#lib/db/client.ts';
import { job } from '#lib/db/schema/index.ts';
import type { Measured } from '../estimate.ts';

export type MeasureKey = {
  accountId: string;
  modelVersionId: string;
  datasetVersionId: string;
  method: TuningMethod;
  poolId: string;
  flavor: string;
};
export type Measure = { jobId: string; state: JobState; measured: Measured | null };

/** The newest measurement of this model, dataset, method and flavor, under way or done; null: none was started. */
export async function findMeasure(tx: Tx, key: MeasureKey): Promise<Measure | null> {
  const [row] = await tx
    .select({ id: job.id, state: job.state, result: job.result, spec: job.spec })
    .from(job)
    .where(
      and(
        eq(job.accountId, key.accountId),
        eq(job.kind, 'probe-tune'),
        sql`${job.desired} <> 'deleted'`,
        eq(job.modelVersionId, key.modelVersionId),
        eq(job.datasetVersionId, key.datasetVersionId),
        eq(job.poolId, key.poolId),
        sql`${job.request}->>'method' = ${key.method} and ${job.request}->>'flavor' = ${key.flavor}`,
      ),
    )
    .orderBy(desc(job.id))
    .limit(1);
  if (!row) return null;
  const { result, spec } = row;
  const batchSize = spec.runner.kind === 'probe-tune' ? spec.runner.hyperparameters.batchSize : 1;
  return {
    jobId: row.id,
    state: row.state,
    measured:
      row.state === 'succeeded' && result?.kind === 'probe-tune'
        ? { tokensPerSecond: result.tokensPerSecond, secondsPerStep: result.secondsPerStep, batchSize }
        : null,
  };
}
