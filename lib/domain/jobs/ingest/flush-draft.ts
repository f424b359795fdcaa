import { eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { job, jobEvent } from '#lib/db/schema/index.ts';
import { applyServing } from '#lib/domain/serving/apply-serving.ts';
import { truncateCurves } from '../metrics/truncate-curves.ts';
import type { JobDraft } from './job-draft.ts';

/** Writes the row and its history; its points wait, to be written for all jobs of a batch at once. */
export async function flushDraft(tx: Tx, draft: JobDraft): Promise<void> {
  if (!draft.changed) return;
  const { row } = draft;
  if (draft.truncateTo !== null) await truncateCurves(tx, row.id, draft.truncateTo);
  if (draft.history.length > 0) await tx.insert(jobEvent).values(draft.history);
  // Figures alone change nothing of the instance.
  const figures = draft.points.length > 0 && draft.history.length === 0 && !draft.serving;
  if (row.kind === 'serve' && !figures) await applyServing(tx, row, draft.serving);
  await tx
    .update(job)
    .set({
      state: row.state,
      reason: row.reason,
      reasonCode: row.reasonCode,
      failure: row.failure,
      result: row.result,
      phase: row.phase,
      step: row.step,
      total: row.total,
      remainingSeconds: row.remainingSeconds,
      checkpointStep: row.checkpointStep,
      startedAt: row.startedAt,
      finishedAt: row.finishedAt,
      sentAttempt: row.sentAttempt,
      dispatchedAttempt: row.dispatchedAttempt,
      eventCount: row.eventCount,
    })
    .where(eq(job.id, row.id));
}
