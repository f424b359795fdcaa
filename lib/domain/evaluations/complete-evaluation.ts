import { eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { evaluation } from '#lib/db/schema/index.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import type { Outcome } from '#lib/domain/jobs/outcome.ts';
import { notifyChange } from '#lib/domain/verb.ts';

export async function completeEvaluation(tx: Tx, row: JobRow, outcome: Outcome): Promise<void> {
  if (outcome.state !== 'succeeded') return;
  const { result } = outcome;
  if (result?.kind !== 'evaluate') throw new Error('an evaluation succeeded without a result');
  const { samples, correct, accuracy } = result;
  const [made] = await tx
    .update(evaluation)
    .set({ samples, correct, accuracy })
    .where(eq(evaluation.jobId, row.id))
    .returning({ id: evaluation.id });
  if (made) await notifyChange(tx, { accountId: row.accountId, kind: 'evaluation', id: made.id });
}
