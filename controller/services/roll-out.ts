import { plainReason } from '#lib/contracts/values/reason.ts';
import type { StoredRollout } from '#lib/db/schema/services.ts';
import type { Instance } from '#lib/domain/serving/instances.ts';
import { start } from './fill.ts';
import { judge } from './judge.ts';
import { goBack } from './roll-back.ts';
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

const PRIORITY = 70;

/**
 * One round after another: `surging` starts new instances above the wanted number and waits until they are ready,
 * `baking` lets them serve calls and watches them, `draining` takes as many old ones away. What goes wrong with a new
 * one turns it to `rolling-back`.
 */
export function rollOut(draft: ServiceDraft, rollout: StoredRollout): void {
  const reason = rollout.phase === 'rolling-back' ? null : judge(draft, rollout);
  if (reason !== null) {
    draft.events.push({
      level: 'error',
      code: 'rollout.failed',
      message: `Revision ${rollout.to} goes back: ${plainReason(reason)}`,
      values: { to: rollout.to, from: rollout.from, reason },
    });
    draft.row.rollout = { ...rollout, phase: 'rolling-back', bakeUntil: null, reason };
  }
  const now = draft.row.rollout ?? rollout;
  if (now.phase === 'rolling-back') {
    goBack(draft, now);
    return;
  }
  draft.row.rollout = { ...now, wanted: Math.max(1, draft.row.wantedInstances) };
  // Phases that are reached at once follow in the same look.
  if (now.phase === 'surging') surge(draft);
  if (draft.row.rollout?.phase === 'baking') bake(draft);
  if (draft.row.rollout?.phase === 'draining') drainOld(draft);
}

type Sides = { rollout: StoredRollout; news: Instance[]; olds: Instance[] };

function sides(draft: ServiceDraft): Sides {
  const { rollout } = draft.row;
  if (!rollout) throw new Error('no roll-out is under way');
  const there = staying(draft);
  return {
    rollout,
    news: there.filter((instance) => instance.revision === rollout.to),
    olds: there.filter((instance) => instance.revision !== rollout.to),
  };
}

/** New instances that this round ends with; where old ones are missing, new ones take their place. */
function goalOf({ rollout, olds }: Sides): number {
  const { wanted, proven, surge: step } = rollout;
  return Math.min(wanted, proven + Math.max(step, wanted - proven - olds.length));
}

function surge(draft: ServiceDraft): void {
  const { rollout, news, olds } = sides(draft);
  const goal = goalOf({ rollout, news, olds });
  const missing = goal - news.length;
  if (missing > 0) {
    start(draft, rollout.to, missing, PRIORITY);
    return;
  }
  if (news.filter(isReady).length < goal) return;
  const bakeUntil = new Date(draft.now.getTime() + rollout.bakeSeconds * 1000);
  draft.row.rollout = { ...rollout, phase: 'baking', bakeUntil: bakeUntil.toISOString() };
  draft.events.push({
    code: 'rollout.baking',
    message: `${goal} of ${rollout.wanted} new instances serve calls and are watched for ${rollout.bakeSeconds} s.`,
    values: { ready: goal, wanted: rollout.wanted, seconds: rollout.bakeSeconds, to: rollout.to },
  });
}

function bake(draft: ServiceDraft): void {
  const { rollout, news } = sides(draft);
  const until = rollout.bakeUntil ? Date.parse(rollout.bakeUntil) : 0;
  if (draft.now.getTime() < until) {
    lookAgain(draft, Math.min(until, draft.now.getTime() + 1000));
    return;
  }
  const proven = news.filter(isReady).length;
  draft.row.rollout = { ...rollout, phase: 'draining', bakeUntil: null, proven };
}

function drainOld(draft: ServiceDraft): void {
  const { rollout, news, olds } = sides(draft);
  const spare = olds.length - Math.max(0, rollout.wanted - rollout.proven);
  for (const instance of leastMissed(draft, olds, spare)) drain(draft, instance, DRAIN_SECONDS.replace);
  if (inState(draft, 'draining').some((instance) => instance.revision !== rollout.to)) return;
  if (rollout.proven >= rollout.wanted && news.length >= rollout.wanted) {
    finish(draft, rollout);
    return;
  }
  draft.row.rollout = { ...rollout, phase: 'surging' };
  surge(draft);
}

function finish(draft: ServiceDraft, rollout: StoredRollout): void {
  const { row } = draft;
  const revision = draft.before.revisions.find((each) => each.number === rollout.to);
  if (!revision) throw new Error(`revision ${rollout.to} of ${row.id} is gone`);
  draft.revisions.push(
    { number: rollout.from, state: rollout.back ? 'rolled-back' : 'replaced', reason: null },
    { number: rollout.to, state: 'live', reason: null },
  );
  Object.assign(row, {
    revision: rollout.to,
    modelId: revision.modelId,
    modelVersionId: revision.modelVersionId,
    template: revision.template,
    poolId: revision.settings.poolId,
    flavor: revision.settings.flavor,
    rollout: null,
    failedStarts: 0,
    failure: null,
    nextStartAt: null,
  });
  draft.events.push({
    code: 'rollout.finished',
    message: `Revision ${rollout.to} serves every call.`,
    values: { from: rollout.from, to: rollout.to },
  });
}
