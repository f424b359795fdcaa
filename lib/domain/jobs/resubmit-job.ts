import { and, eq } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { job } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { moveJob } from './move-job.ts';

/** The agent lost a job it had acknowledged: the same attempt is sent again. A stop that was asked for ends it. */
export async function resubmitJob(db: Db, id: string, attempt: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const unsent = { sentAttempt: attempt - 1, dispatchedAttempt: attempt - 1 };
    const why = {
      attempt,
      reason: 'The cluster lost the job; it is sent again.',
      reasonCode: 'agent.resubmitted' as const,
    };
    const moved = await moveJob(tx, id, {
      ...why,
      to: 'recovering',
      from: ['queued', 'preparing', 'running'],
      set: unsent,
    });
    // `pending`, `recovering` and `stopping` jobs stay in their state and are sent, or ended, from there.
    const [row] = moved
      ? [moved]
      : await tx
          .update(job)
          .set(unsent)
          .where(and(eq(job.id, id), eq(job.attempt, attempt), eq(job.dispatchedAttempt, attempt)))
          .returning();
    if (row) await notifyChange(tx, { accountId: row.accountId, kind: 'job', id });
    return row !== undefined;
  });
}
