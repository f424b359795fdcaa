import { isReady, lookAgain, type ServiceDraft } from './service-draft.ts';

/** Fewer instances only after so long with less to do: calls come in waves. */
const CALM_MS = 60_000;
const LOOK_MS = 1000;

/** How many instances are wanted: a fixed number, or by the calls under way and waiting. */
export function scale(draft: ServiceDraft): void {
  const { row, loads } = draft;
  const { minInstances: min, maxInstances: max, wantedInstances: was } = row;
  if (min === max) {
    row.wantedInstances = max;
    row.fewerSince = null;
    return;
  }
  const { outstanding, waiting } = loads.route(row.id);
  const calls = outstanding + waiting;
  if (was === 0) {
    if (min > 0 || calls > 0) moveTo(draft, Math.max(1, min));
    return;
  }
  const needed = Math.min(max, Math.max(1, min, Math.ceil(calls / row.targetOutstanding)));
  if (calls > 0) lookAgain(draft, draft.now.getTime() + LOOK_MS);
  if (was > max) {
    moveTo(draft, max);
    return;
  }
  if (needed > was) {
    moveTo(draft, needed);
    return;
  }
  if (needed < was) scaleDownLater(draft, needed);
  else row.fewerSince = null;
  if (min === 0 && calls === 0 && !row.rollout) toZeroWhenIdle(draft);
}

function moveTo(draft: ServiceDraft, wanted: number): void {
  const { row } = draft;
  if (wanted === row.wantedInstances) return;
  draft.events.push({
    code: 'scaled',
    message: `From ${row.wantedInstances} to ${wanted} instances, by the calls under way.`,
    values: { from: row.wantedInstances, to: wanted },
  });
  row.wantedInstances = wanted;
  row.fewerSince = null;
}

function scaleDownLater(draft: ServiceDraft, wanted: number): void {
  const { row, now } = draft;
  row.fewerSince ??= now;
  const at = row.fewerSince.getTime() + CALM_MS;
  if (now.getTime() >= at) moveTo(draft, wanted);
  else lookAgain(draft, at);
}

function toZeroWhenIdle(draft: ServiceDraft): void {
  const { row, now } = draft;
  const ready = draft.instances.filter(isReady);
  if (ready.length === 0) return;
  const times = [row.lastCallAt, ...ready.map((instance) => instance.readyAt)];
  const last = Math.max(...times.map((time) => time?.getTime() ?? 0));
  const at = last + row.idleSeconds * 1000;
  if (now.getTime() < at) {
    lookAgain(draft, at);
    return;
  }
  draft.events.push({
    code: 'scaled.to_zero',
    message: `No call came for ${row.idleSeconds} s; the next one starts an instance.`,
    values: { idleSeconds: row.idleSeconds },
  });
  row.wantedInstances = 0;
  row.fewerSince = null;
}
