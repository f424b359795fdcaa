import {
  DRAIN_SECONDS,
  drain,
  inState,
  isReady,
  leastMissed,
  lookAgain,
  type ServiceDraft,
  staying,
} from './service-draft.ts';

/** Someone waits for the first instance, one is missing, or more are wanted: larger goes first in the queue. */
const PRIORITY = { none: 80, missing: 70, more: 60 } as const;

/** Without a roll-out: as many instances of the live revision as are wanted, and none of another. */
export function fill(draft: ServiceDraft): void {
  const { row } = draft;
  for (const instance of staying(draft))
    if (instance.revision !== row.revision) drain(draft, instance, DRAIN_SECONDS.replace);
  const mine = staying(draft).filter((instance) => instance.revision === row.revision);
  const missing = row.wantedInstances - mine.length;
  if (missing < 0)
    for (const instance of leastMissed(draft, mine, -missing)) drain(draft, instance, DRAIN_SECONDS.replace);
  startMissing(draft, row.revision, missing);
}

/** After a start that failed one is tried at a time, and not before its time. */
export function startMissing(draft: ServiceDraft, revision: number, missing: number): void {
  const { row, now } = draft;
  if (missing <= 0) return;
  const at = row.nextStartAt?.getTime() ?? 0;
  if (now.getTime() < at) {
    lookAgain(draft, at);
    return;
  }
  const there = staying(draft);
  const tried = inState(draft, 'starting').some((instance) => instance.revision === revision);
  if (row.failedStarts > 0 && tried) return;
  const priority = !there.some(isReady)
    ? PRIORITY.none
    : row.failedStarts > 0
      ? PRIORITY.missing
      : PRIORITY.more;
  start(draft, revision, row.failedStarts > 0 ? 1 : missing, priority);
}

export function start(draft: ServiceDraft, revision: number, count: number, priority: number): void {
  for (let n = 0; n < count; n++) draft.starts.push({ revision, priority });
}
