import type { StoredRollout } from '#lib/db/schema/services.ts';
import { instanceState } from '#lib/domain/serving/instances.ts';
import { type ServiceDraft, SILENT } from './service-draft.ts';

/** Before the watch is over, so many calls are needed to tell an error rate from bad luck. */
const TELLING_CALLS = 20;
/** The runner starts its server again by itself; one that has not come up by then will not. */
const TELLING_RESTARTS = 3;

/** Why the new revision is worse than the old one, as `code: sentence`; null: nothing is known against it. */
export function judge(draft: ServiceDraft, rollout: StoredRollout): string | null {
  if (rollout.reason !== null) return rollout.reason;
  const news = draft.instances.filter((instance) => instance.revision === rollout.to && !instance.endedAt);
  for (const instance of news) {
    if (instanceState(instance) === 'unhealthy')
      return `rollout.unhealthy: A new instance does not answer: ${instance.healthReason ?? SILENT}`;
    if (instance.readyAt === null && instance.restarts >= TELLING_RESTARTS)
      return `rollout.never_ready: A new instance was started ${instance.restarts + 1} times and was never ready: ${instance.healthReason ?? SILENT}`;
  }
  const calls = news.reduce((sum, instance) => sum + instance.calls, 0);
  const failed = news.reduce((sum, instance) => sum + instance.failedCalls, 0);
  const over =
    rollout.phase === 'baking' &&
    rollout.bakeUntil !== null &&
    draft.now.getTime() >= Date.parse(rollout.bakeUntil);
  if (calls === 0 || failed / calls <= rollout.maxErrorRate) return null;
  if (!over && calls < TELLING_CALLS) return null;
  const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
  return `rollout.errors: ${failed} of ${calls} calls of the new instances failed (${percent(failed / calls)}; ${percent(rollout.maxErrorRate)} are allowed).`;
}
