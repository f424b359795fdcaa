import type { ObservedJob } from '#lib/contracts/agent/index.ts';
import type { Db } from '#lib/db/client.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { completions } from './completions.ts';
import { outcomeOf } from './ingest/end-draft.ts';
import { moveJob } from './move-job.ts';

/** Takes over an end that the agent observed; without a result, a success cannot be entered and counts as failed. */
export async function adoptEnd(db: Db, id: string, seen: ObservedJob): Promise<boolean> {
  return db.transaction(async (tx) => {
    const lost = seen.state === 'succeeded';
    const row = await moveJob(tx, id, {
      to: lost ? 'failed' : seen.state,
      attempt: seen.attempt,
      at: seen.finishedAt ? new Date(seen.finishedAt) : new Date(),
      reason: seen.reason,
      failure: lost
        ? {
            code: 'result.lost',
            kind: 'system',
            message: 'The job ended well, but the report of its result was lost.',
            advice: 'Resume it: it goes on from its last checkpoint and reports again.',
          }
        : seen.failure,
    });
    if (!row) return false;
    await completions[row.kind](tx, row, outcomeOf(row));
    await notifyChange(tx, { accountId: row.accountId, kind: 'job', id });
    return true;
  });
}
