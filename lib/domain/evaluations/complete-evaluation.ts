import { eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { evaluationRun } from '#lib/db/schema/index.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import type { Outcome } from '#lib/domain/jobs/outcome.ts';
import { notifyChange } from '#lib/domain/verb.ts';

/** Enters a run's figures, in the transaction that ends its job. */
export async function completeEvaluation(tx: Tx, row: JobRow, outcome: Outcome): Promise<void> {
  const set = outcome.state === 'succeeded' ? figuresOf(outcome) : {};
  const [made] = await tx
    .update(evaluationRun)
    .set({ ...set, finishedAt: row.finishedAt ?? new Date() })
    .where(eq(evaluationRun.jobId, row.id))
    .returning({ id: evaluationRun.evaluationId });
  if (made) await notifyChange(tx, { accountId: row.accountId, kind: 'evaluation', id: made.id });
}

function figuresOf({ result }: Extract<Outcome, { state: 'succeeded' }>) {
  if (result?.kind !== 'evaluate') throw new Error('an evaluation succeeded without a result');
  const { kind: _kind, ...figures } = result;
  return figures;
}
