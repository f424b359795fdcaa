import type { Instance } from '#lib/domain/serving/instances.ts';
import { inState, lookAgain, type ServiceDraft } from './service-draft.ts';

/** With no gateway known, one may still live that has not reported yet. */
const NO_GATEWAY_MS = 15_000;
const LOOK_MS = 500;

/** Stops instances that no gateway sends calls to any more and whose calls have ended, or whose time is over. */
export function stopDrained(draft: ServiceDraft): void {
  for (const instance of inState(draft, 'draining')) {
    if (instance.stopAskedAt) continue;
    if (isDrained(draft, instance)) {
      instance.stopAskedAt = draft.now;
      draft.stops.push(instance);
    } else lookAgain(draft, draft.now.getTime() + LOOK_MS);
  }
}

function isDrained({ loads, now }: ServiceDraft, instance: Instance): boolean {
  const { drainAskedAt: asked, drainXid, drainLimitSeconds } = instance;
  if (!asked) return false;
  // It never was in any snapshot.
  if (instance.readyAt === null) return true;
  const waited = now.getTime() - asked.getTime();
  if (waited >= (drainLimitSeconds ?? 0) * 1000) return true;
  // Asked in this very look: not written yet, so no snapshot can know of it.
  if (drainXid === null) return false;
  if (loads.gateways.length === 0) return waited >= NO_GATEWAY_MS;
  return loads.gateways.every(
    ({ seenXid, outstanding }) => seenXid > drainXid && (outstanding.get(instance.id) ?? 0) === 0,
  );
}
