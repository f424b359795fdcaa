import { plainReason } from '#lib/contracts/values/reason.ts';
import type { StoredRollout } from '#lib/db/schema/services.ts';
import { startMissing } from './fill.ts';
import {
  DRAIN_SECONDS,
  drain,
  inState,
  isReady,
  leastMissed,
  type ServiceDraft,
  staying,
} from './service-draft.ts';

/** The old revision fills up again; new instances go at once when they cannot serve, else as old ones take over. */
export function goBack(draft: ServiceDraft, rollout: StoredRollout): void {
  const { row } = draft;
  const wanted = row.wantedInstances;
  const there = staying(draft);
  const olds = there.filter((instance) => instance.revision === rollout.from);
  const news = there.filter((instance) => instance.revision !== rollout.from);
  const needed = Math.max(0, wanted - olds.filter(isReady).length);
  const serving = news.filter(isReady);
  for (const instance of [
    ...news.filter((each) => !isReady(each)),
    ...leastMissed(draft, serving, serving.length - needed),
  ])
    drain(draft, instance, DRAIN_SECONDS.replace);
  startMissing(draft, rollout.from, wanted - olds.length);
  const left = [...staying(draft), ...inState(draft, 'draining')];
  if (left.some((instance) => instance.revision !== rollout.from)) return;
  const reason = rollout.reason ?? 'rollout.by_person: A person rolled it back.';
  draft.revisions.push({ number: rollout.to, state: 'rolled-back', reason });
  row.rollout = null;
  draft.events.push({
    level: 'warning',
    code: 'rollout.rolled_back',
    message: `Revision ${rollout.from} serves again: ${plainReason(reason)}`,
    values: { from: rollout.to, to: rollout.from, reason },
  });
}
