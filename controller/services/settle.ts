import type { ServiceState } from '#lib/contracts/services.ts';
import { waitsFor } from '#lib/domain/serving/instances.ts';
import {
  DRAIN_SECONDS,
  drain,
  inState,
  isReady,
  lookAgain,
  type ServiceDraft,
  SILENT,
  staying,
} from './service-draft.ts';

/** A service that runs out its hours stops as if a person had asked. */
export function stopWhenDue(draft: ServiceDraft): void {
  const { row, now } = draft;
  if (row.desired !== 'run' || !row.stopsAt) return;
  if (now < row.stopsAt) {
    lookAgain(draft, row.stopsAt.getTime());
    return;
  }
  row.desired = 'stop';
  draft.runEnds = 'stopped.automatically';
  draft.events.push({
    code: 'stopped.automatically',
    message: `It ran for ${row.autoStopHours} h, the longest it may.`,
    values: { hours: row.autoStopHours ?? 0 },
  });
}

/** Nothing is wanted: every instance goes, and a roll-out that was under way is given up. */
export function empty(draft: ServiceDraft): void {
  const { row } = draft;
  row.wantedInstances = 0;
  row.fewerSince = null;
  row.stopsAt = null;
  if (row.rollout) {
    const reason = 'rollout.stopped: The service was stopped while it rolled.';
    draft.revisions.push({ number: row.rollout.to, state: 'rolled-back', reason });
    row.rollout = null;
  }
  for (const instance of staying(draft)) drain(draft, instance, DRAIN_SECONDS.stop);
}

/** What lists show: derived from the instances, never counted on. */
export function settleState(draft: ServiceDraft): void {
  const { row } = draft;
  const ready = staying(draft).filter(isReady).length;
  row.readyInstances = ready;
  if (row.rollout) {
    const { to } = row.rollout;
    const news = staying(draft).filter((instance) => instance.revision === to && isReady(instance));
    row.rollout = { ...row.rollout, ready: news.length };
  }
  const open = draft.instances.some((instance) => !instance.endedAt);
  const [state, reason] = stateOf(draft, ready, open);
  if (state === 'stopped' && row.state !== 'stopped') {
    draft.runEnds ??= 'stopped';
    draft.events.push({ code: 'stopped', message: 'Every instance has ended.' });
    row.failure = null;
    row.failedStarts = 0;
    row.nextStartAt = null;
  }
  row.state = state;
  row.reason = reason;
}

function stateOf(draft: ServiceDraft, ready: number, open: boolean): [ServiceState, string | null] {
  const { row } = draft;
  if (row.desired !== 'run') return open ? ['stopping', null] : ['stopped', null];
  const wanted = row.rollout ? Math.max(1, row.wantedInstances) : row.wantedInstances;
  if (wanted === 0) return ['idle', null];
  if (ready >= wanted) return ['running', null];
  const starting = inState(draft, 'starting');
  const waits = starting.map(waitsFor).find((reason) => reason !== null) ?? null;
  if (ready > 0) return ['warning', row.failure?.message ?? waits];
  if (row.failedStarts > 0) return ['abnormal', row.failure?.message ?? null];
  const [ill] = inState(draft, 'unhealthy');
  if (ill) return ['abnormal', ill.healthReason ?? SILENT];
  return ['deploying', waits];
}
