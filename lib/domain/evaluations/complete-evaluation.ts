import { eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { evaluation, evaluationRun } from '#lib/db/schema/index.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import type { Outcome } from '#lib/domain/jobs/outcome.ts';
import { addLineage } from '#lib/domain/models/add-lineage.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import type { RunRow } from './evaluation-row.ts';

/** Enters a run's figures, in the transaction that ends its job. */
export async function completeEvaluation(tx: Tx, row: JobRow, outcome: Outcome): Promise<void> {
  const set =
    outcome.state === 'succeeded' ? { ...figuresOf(outcome), judgeState: await toBeJudged(tx, row.id) } : {};
  const [made] = await tx
    .update(evaluationRun)
    .set({ ...set, finishedAt: row.finishedAt ?? new Date() })
    .where(eq(evaluationRun.jobId, row.id))
    .returning();
  if (!made) return;
  if (outcome.state === 'succeeded') await writeLineage(tx, made);
  await notifyChange(tx, { accountId: row.accountId, kind: 'evaluation', id: made.evaluationId });
}

async function toBeJudged(tx: Tx, jobId: string): Promise<'waiting' | null> {
  const [found] = await tx
    .select({ judge: evaluation.judge })
    .from(evaluationRun)
    .innerJoin(evaluation, eq(evaluation.id, evaluationRun.evaluationId))
    .where(eq(evaluationRun.jobId, jobId));
  return found?.judge ? 'waiting' : null;
}

/** Model and data lead to the evaluation; repeated for the next run it adds only what is new. */
async function writeLineage(tx: Tx, run: RunRow): Promise<void> {
  const [whole] = await tx.select().from(evaluation).where(eq(evaluation.id, run.evaluationId));
  if (!whole) return;
  const to = { kind: 'evaluation' as const, id: whole.id, name: whole.name, jobId: null };
  await addLineage(tx, run.accountId, to, [
    { kind: 'model-version', id: run.modelVersionId, name: versionName(run.name, run.versionNumber) },
    ...(whole.datasetVersionId
      ? [
          {
            kind: 'dataset-version' as const,
            id: whole.datasetVersionId,
            name: versionName(whole.datasetName, whole.datasetVersionNumber),
          },
        ]
      : []),
  ]);
}

function figuresOf({ result }: Extract<Outcome, { state: 'succeeded' }>) {
  if (result?.kind !== 'evaluate') throw new Error('an evaluation succeeded without a result');
  const { kind: _kind, harness, ...figures } = result;
  return { ...figures, tasks: harness?.tasks ?? [] };
}
