import { and, eq, lt } from 'drizzle-orm';
import type { Failure } from '#lib/contracts/agent/index.ts';
import type { ReasonCode } from '#lib/contracts/jobs.ts';
import type { Db } from '#lib/db/client.ts';
import { job } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { completions } from './completions.ts';
import { outcomeOf } from './ingest/end-draft.ts';
import { moveJob } from './move-job.ts';

type End = {
  /** Only while the job is at this attempt. */
  attempt: number;
  /** Ends it as failed. */
  failure?: Failure;
  /** Ends it as stopped, for this reason. */
  stopped?: ReasonCode;
  /** Only when the attempt was never sent; a send under way wins. */
  neverSent?: boolean;
};

/** Ends a job from this side, with its kind's completion in the same transaction; answers whether it did. */
export async function endJob(db: Db, id: string, end: End): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (end.neverSent) {
      const [free] = await tx
        .select({ id: job.id })
        .from(job)
        .where(and(eq(job.id, id), lt(job.sentAttempt, end.attempt)))
        .for('update');
      if (!free) return false;
    }
    const row = await moveJob(tx, id, {
      to: end.failure ? 'failed' : 'stopped',
      attempt: end.attempt,
      failure: end.failure ?? null,
      reasonCode: end.stopped ?? null,
      reason: end.stopped === 'stopped.before_start' ? 'Stopped before it started.' : null,
    });
    if (!row) return false;
    await completions[row.kind](tx, row, outcomeOf(row));
    await notifyChange(tx, { accountId: row.accountId, kind: 'job', id });
    return true;
  });
}
