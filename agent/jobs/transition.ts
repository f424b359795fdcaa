import type { Failure } from '#lib/contracts/agent/index.ts';
import { canMove, type JobState } from '#lib/contracts/job-state.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import type { JobRecord } from '../journal/job-record.ts';
import type { Journal } from '../journal/journal.ts';

type Change = Partial<Pick<JobRecord, 'outcome' | 'stop' | 'handle' | 'offset'>> & {
  reason?: string | null;
  failure?: Failure | null;
};

/**
 * Moves a job along the state machine and writes the state event, in one transaction.
 * The same state again changes only its reason. Answers false when the machine forbids the move.
 */
export function moveJob(journal: Journal, id: string, to: JobState, change: Change = {}): boolean {
  return journal.commit(() => {
    const job = journal.job(id);
    if (!job || (job.state !== to && !canMove(job.state, to))) return false;
    const at = new Date().toISOString();
    const { reason = null, failure = null, ...rest } = change;
    journal.save({
      ...job,
      ...rest,
      state: to,
      reason,
      failure,
      startedAt: to === 'running' ? (job.startedAt ?? at) : job.startedAt,
      finishedAt: isFinal(to) ? at : null,
    });
    if (job.state !== to || job.reason !== reason) {
      journal.append({ type: 'state', jobId: id, attempt: job.attempt, at, state: to, reason, failure });
    }
    return true;
  });
}

/** Changes what is remembered of a job without a word in the log. */
export function patchJob(journal: Journal, id: string, change: Partial<JobRecord>): void {
  journal.commit(() => {
    const job = journal.job(id);
    if (job) journal.save({ ...job, ...change });
  });
}
