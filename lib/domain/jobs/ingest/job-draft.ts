import type { AgentEvent, RunnerEvent } from '#lib/contracts/agent/index.ts';
import { canMove } from '#lib/contracts/job-state.ts';
import type { ReasonCode } from '#lib/contracts/jobs.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import type { jobEvent } from '#lib/db/schema/index.ts';
import type { ServingReport } from '#lib/domain/serving/apply-serving.ts';
import type { JobRow } from '../job-row.ts';
import type { MetricPoint } from '../metrics/append-points.ts';

/** A locked job row with what a batch of events makes of it, before it is written. */
export type JobDraft = {
  row: JobRow;
  changed: boolean;
  history: (typeof jobEvent.$inferInsert)[];
  points: MetricPoint[];
  /** Points after this step are void; null: none are. */
  truncateTo: number | null;
  /** What a server said of itself; null: nothing. */
  serving: ServingReport | null;
};

export const draftOf = (row: JobRow): JobDraft => ({
  row: { ...row },
  changed: false,
  history: [],
  points: [],
  truncateTo: null,
  serving: null,
});

const serverGone: ServingReport = { url: null, healthy: false, healthReason: null };

/** Applies one event of the current attempt; answers true when the job has just ended. */
export function applyEvent(draft: JobDraft, event: AgentEvent): boolean {
  if (event.attempt !== draft.row.attempt) return false;
  if (event.type === 'runner') {
    if (!isFinal(draft.row.state)) applyRunnerEvent(draft, event.event);
    return false;
  }
  const { row } = draft;
  if (row.state === event.state && !isFinal(row.state)) {
    // The agent says anew why the job waits.
    row.reason = event.reason;
    row.reasonCode = null;
    draft.changed = true;
    return false;
  }
  if (!canMove(row.state, event.state)) return false;
  const at = new Date(event.at);
  const ended = isFinal(event.state);
  row.state = event.state;
  row.reason = event.reason;
  row.reasonCode = null;
  row.failure = event.state === 'failed' ? (event.failure ?? row.failure) : null;
  if (event.state === 'running') row.startedAt ??= at;
  // Its runner starts anew: the address is another one then.
  if (event.state === 'queued' || event.state === 'preparing') draft.serving = serverGone;
  row.finishedAt = ended ? at : null;
  if (ended) row.remainingSeconds = null;
  // The agent speaks of this attempt, so it has it, whatever became of the answer to its PUT.
  row.sentAttempt = row.attempt;
  row.dispatchedAttempt = row.attempt;
  record(draft, at, 'state', {
    state: event.state,
    message: row.failure?.message ?? event.reason,
    data: row.failure ? { failure: row.failure } : null,
  });
  return ended;
}

function applyRunnerEvent(draft: JobDraft, event: RunnerEvent): void {
  const { row } = draft;
  const at = new Date(event.at);
  draft.changed = true;
  switch (event.type) {
    case 'started': {
      const kept = event.resumedFromStep ?? -1;
      draft.points = draft.points.filter((point) => point.step <= kept);
      draft.truncateTo = Math.min(kept, draft.truncateTo ?? kept);
      row.step = Math.max(0, kept);
      draft.serving = serverGone;
      if (event.resumedFromStep !== null)
        record(draft, at, 'resumed', { message: null, data: { step: event.resumedFromStep } });
      return;
    }
    case 'progress':
      row.phase = event.phase;
      // A phase without steps of its own (saving, merging) leaves the count of the training to be seen.
      if (event.total > 0) {
        row.step = event.step;
        row.total = event.total;
      }
      row.remainingSeconds = event.remainingSeconds;
      return;
    case 'metric':
      for (const [metric, value] of Object.entries(event.values))
        draft.points.push({
          jobId: row.id,
          metric: metric as MetricPoint['metric'],
          step: event.step,
          time: at.getTime() / 1000,
          value,
        });
      return;
    case 'checkpoint':
      row.checkpointStep = event.step;
      record(draft, at, 'checkpoint', { message: null, data: { step: event.step } });
      return;
    case 'artifact': {
      const { name, uri, sizeBytes } = event;
      record(draft, at, 'artifact', { message: name, data: { name, uri, sizeBytes } });
      return;
    }
    case 'endpoint':
      draft.serving = { ...draft.serving, url: event.url };
      return;
    case 'health': {
      const { healthy, reason, restarts } = event;
      draft.serving = { ...draft.serving, healthy, healthReason: reason, restarts, at };
      return;
    }
    case 'result':
      row.result = event.result;
      return;
    case 'failure':
      row.failure = event.failure;
      return;
    case 'stopped':
      if (event.step !== null) row.checkpointStep = event.step;
  }
}

type Recorded = Pick<typeof jobEvent.$inferInsert, 'message' | 'data'> & { state?: JobRow['state'] };

function record(
  draft: JobDraft,
  at: Date,
  type: (typeof jobEvent.$inferInsert)['type'],
  what: Recorded,
): void {
  const { row } = draft;
  row.eventCount++;
  draft.changed = true;
  draft.history.push({
    jobId: row.id,
    number: row.eventCount,
    at,
    attempt: row.attempt,
    type,
    state: what.state ?? null,
    message: what.message ?? null,
    data: what.data ?? null,
  });
}

/** The draft's job ends as failed for a reason of the platform itself. */
export function failDraft(draft: JobDraft, code: string, message: string, advice: string): void {
  const { row } = draft;
  row.state = 'failed';
  row.reason = null;
  row.reasonCode = null satisfies ReasonCode | null;
  row.failure = { code, kind: 'system', message, advice };
  row.finishedAt ??= new Date();
  record(draft, row.finishedAt, 'state', { state: 'failed', message, data: { failure: row.failure } });
}
