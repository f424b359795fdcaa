import type { Tx } from '#lib/db/client.ts';
import { postgresError } from '#lib/db/postgres-errors.ts';
import { completions } from '../completions.ts';
import type { JobRow } from '../job-row.ts';
import type { Outcome } from '../outcome.ts';
import { flushDraft } from './flush-draft.ts';
import { draftOf, failDraft, type JobDraft } from './job-draft.ts';

/** Told of what went wrong inside; goes to the log. */
export type Reporter = (error: unknown, jobId: string) => void;

/**
 * Writes the end and lets the kind's completion act, both or neither. A completion that throws would hold up every
 * later event for ever, so its job ends as failed instead; a lost connection or a deadlock is thrown on and retried.
 */
export async function endDraft(tx: Tx, draft: JobDraft, report: Reporter): Promise<void> {
  const { points } = draft;
  try {
    await tx.transaction(async (inner) => {
      await flushDraft(inner, draft);
      await completions[draft.row.kind](inner, draft.row, outcomeOf(draft.row));
    });
  } catch (error) {
    if (isPassing(error)) throw error;
    report(error, draft.row.id);
    // The end that was tried never happened.
    draft.history.pop();
    draft.row.eventCount--;
    failDraft(
      draft,
      'completion.failed',
      'The job ended, but its result could not be entered.',
      'Resume the job; if it fails again, the log of the controller says why.',
    );
    await flushDraft(tx, draft);
    await tx
      .transaction((inner) => completions[draft.row.kind](inner, draft.row, outcomeOf(draft.row)))
      .catch((again: unknown) => {
        if (isPassing(again)) throw again;
        report(again, draft.row.id);
      });
  }
  // What is written stays written: later events of the batch start from here.
  Object.assign(draft, draftOf(draft.row), { points, changed: true });
}

export function outcomeOf(row: JobRow): Outcome {
  if (row.state === 'succeeded') return { state: 'succeeded', result: row.result };
  if (row.state === 'stopped') return { state: 'stopped', reason: row.reason };
  const failure = row.failure ?? {
    code: 'unknown',
    kind: 'system' as const,
    message: row.reason ?? 'The job failed without saying why.',
    advice: null,
  };
  return { state: 'failed', failure };
}

/** Connection trouble (08, 57P), a full server (53), serialisation and deadlocks (40), or a dead socket. */
function isPassing(error: unknown): boolean {
  const code = postgresError(error)?.code;
  if (code) return /^(08|40|53|57P)/.test(code) || code === '25P02';
  return (
    error instanceof Error &&
    /Connection terminated|ECONNRESET|ECONNREFUSED/.test(String(error.cause ?? error))
  );
}
