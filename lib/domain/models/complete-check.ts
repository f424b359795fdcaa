import { and, eq } from 'drizzle-orm';
import type { Failure } from '#lib/contracts/agent/index.ts';
import type { Tx } from '#lib/db/client.ts';
import { modelVersion } from '#lib/db/schema/index.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import type { Outcome } from '#lib/domain/jobs/outcome.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { refreshModel } from './refresh-model.ts';

const STOPPED: Failure = {
  code: 'check.stopped',
  kind: 'user',
  message: 'The weight check was stopped before it ended.',
  advice: 'Run the weight check again.',
};
const UNKNOWN: Failure = {
  code: 'unknown',
  kind: 'system',
  message: 'The weight check ended without an answer.',
  advice: 'Look at its log, then run it again.',
};

/**
 * Turns the end of a weight check into the version's state, in the transaction that ends the job.
 * A version that has moved on (another check was started) is left alone, so repeating it is harmless.
 */
export async function onCheckWeightsFinished(tx: Tx, job: JobRow, outcome: Outcome): Promise<void> {
  const mine = and(eq(modelVersion.checkJobId, job.id), eq(modelVersion.state, 'checking'));
  const result =
    outcome.state === 'succeeded' && outcome.result?.kind === 'check-weights' ? outcome.result : null;
  const [version] = await tx
    .update(modelVersion)
    .set(
      result
        ? {
            state: 'ready',
            failure: null,
            parameters: result.parameters,
            sizeBytes: result.sizeBytes,
            contextLength: result.contextLength,
          }
        : { state: 'failed', failure: failureOf(outcome) },
    )
    .where(mine)
    .returning({ modelId: modelVersion.modelId });
  if (!version) return;
  await refreshModel(tx, version.modelId);
  await notifyChange(tx, { accountId: job.accountId, kind: 'model', id: version.modelId });
}

function failureOf(outcome: Outcome): Failure {
  if (outcome.state === 'failed') return outcome.failure;
  return outcome.state === 'stopped' ? STOPPED : UNKNOWN;
}
