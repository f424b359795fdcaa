import type { JobKind } from '#lib/contracts/agent/index.ts';
import type { Tx } from '#lib/db/client.ts';
import { completeCompression } from '#lib/domain/compression/complete-compression.ts';
import { completeEvaluation } from '#lib/domain/evaluations/complete-evaluation.ts';
import { onCheckWeightsFinished } from '#lib/domain/models/complete-check.ts';
import { notifyService } from '#lib/domain/serving/apply-serving.ts';
import { completeTuning } from '#lib/domain/tuning/complete-tuning.ts';
import type { JobRow } from './job-row.ts';
import type { Outcome } from './outcome.ts';

/** What the end of a job becomes, in the transaction that ends it. May be repeated. */
export const completions: Record<JobKind, (tx: Tx, job: JobRow, outcome: Outcome) => Promise<void>> = {
  tune: completeTuning,
  'check-weights': onCheckWeightsFinished,
  // A measurement is read from its job's row.
  'probe-tune': async () => undefined,
  evaluate: completeEvaluation,
  compress: completeCompression,
  // An instance has no result; the controller reads how it ended from the row.
  serve: (tx, job) => notifyService(tx, job.id),
};
