import type { Failure } from '#lib/contracts/agent/index.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { plainReason } from '#lib/contracts/values/reason.ts';
import { type Instance, instanceState } from '#lib/domain/serving/instances.ts';
import { DRAIN_SECONDS, drain, lookAgain, type ServiceDraft, SILENT } from './service-draft.ts';

/** A start has failed when its instance lived shorter than this after it was ready. */
const STEADY_MS = 60_000;
const FIRST_BACKOFF_MS = 2000;
const MOST_BACKOFF_MS = 300_000;
/** Weights of hundreds of gigabytes load within this. Waiting in the queue does not count. */
const START_LIMIT_MS = 30 * 60_000;
/** The runner restarts its server by itself; an instance that stays away longer is replaced. */
const UNHEALTHY_LIMIT_MS = 180_000;

/** Enters what became of instances: ended, ready, unhealthy, or too long in one of these. */
export function noteInstances(draft: ServiceDraft): void {
  for (const instance of draft.instances) {
    if (!instance.job || isFinal(instance.job.state)) noteEnd(draft, instance);
    else if (!instance.drainAskedAt) {
      tellState(draft, instance);
      giveUpOn(draft, instance);
    }
  }
}

function noteEnd(draft: ServiceDraft, instance: Instance): void {
  const { job } = instance;
  instance.endedAt = job?.finishedAt ?? draft.now;
  const instanceId = instance.id;
  if (instance.stopAskedAt || instance.drainAskedAt) {
    draft.events.push({ code: 'instance.ended', message: 'An instance ended.', instanceId });
    return;
  }
  fail(
    draft,
    instance,
    job?.failure ?? {
      code: 'instance.ended',
      kind: 'system',
      message: `The instance ended by itself${job?.reason ? `: ${job.reason}` : '.'}`,
      advice: 'Its log says more; another one is started.',
    },
  );
}

/** Another start is tried later each time, unless a roll-out goes back because of it. */
function fail(draft: ServiceDraft, instance: Instance, failure: Failure): void {
  const { row, now } = draft;
  instance.failure = failure;
  instance.endReason = failure.message;
  draft.events.push({
    level: 'error',
    code: 'instance.failed',
    message: `An instance failed: ${failure.message}`,
    values: { code: failure.code, reason: failure.message, revision: instance.revision },
    instanceId: instance.id,
  });
  if (row.rollout && instance.revision === row.rollout.to) {
    row.rollout = {
      ...row.rollout,
      reason:
        row.rollout.reason ??
        `rollout.instance_failed: A new instance failed: ${failure.code}: ${failure.message}`,
    };
    return;
  }
  const steady = instance.readyAt !== null && now.getTime() - instance.readyAt.getTime() > STEADY_MS;
  row.failedStarts = steady ? 1 : row.failedStarts + 1;
  row.failure = failure;
  const wait = steady ? 0 : Math.min(MOST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (row.failedStarts - 1));
  row.nextStartAt = new Date(now.getTime() + wait);
}

function tellState(draft: ServiceDraft, instance: Instance): void {
  const state = instanceState(instance);
  if (state === instance.toldState || (state !== 'ready' && state !== 'unhealthy' && state !== 'starting'))
    return;
  const { row, now } = draft;
  instance.toldState = state;
  if (state === 'ready') {
    const readyAt = instance.readyAt ?? now;
    const first = now.getTime() - readyAt.getTime() < STEADY_MS;
    const seconds = Math.round((readyAt.getTime() - instance.createdAt.getTime()) / 100) / 10;
    draft.events.push({
      code: 'instance.ready',
      message: first ? `An instance is ready after ${seconds} s.` : 'An instance is ready again.',
      values: first ? { seconds, revision: instance.revision } : { revision: instance.revision },
      instanceId: instance.id,
    });
    if (instance.revision === row.revision || row.rollout?.to !== instance.revision) {
      row.failedStarts = 0;
      row.failure = null;
      row.nextStartAt = null;
    }
    if (row.startedAt === null && row.desired === 'run') {
      row.startedAt = now;
      row.stopsAt = row.autoStopHours ? new Date(now.getTime() + row.autoStopHours * 3_600_000) : null;
    }
  } else if (state === 'unhealthy')
    draft.events.push({
      level: 'warning',
      code: 'instance.unhealthy',
      message: `An instance does not answer: ${plainReason(instance.healthReason ?? SILENT)}`,
      values: { reason: instance.healthReason ?? SILENT, revision: instance.revision },
      instanceId: instance.id,
    });
}

function giveUpOn(draft: ServiceDraft, instance: Instance): void {
  const now = draft.now.getTime();
  const state = instanceState(instance);
  const since =
    state === 'unhealthy'
      ? instance.unhealthySince
      : state === 'starting' && instance.job?.state === 'running'
        ? instance.job.startedAt
        : null;
  if (!since) return;
  const end = since.getTime() + (state === 'unhealthy' ? UNHEALTHY_LIMIT_MS : START_LIMIT_MS);
  if (now < end) {
    lookAgain(draft, end);
    return;
  }
  const seconds = Math.round((now - since.getTime()) / 1000);
  fail(draft, instance, {
    code: state === 'unhealthy' ? 'instance.unhealthy' : 'start.timeout',
    kind: 'system',
    message:
      state === 'unhealthy'
        ? `It did not answer for ${seconds} s: ${plainReason(instance.healthReason ?? SILENT)}`
        : `It was not ready ${seconds} s after its start.`,
    advice: 'Its log says more; another one is started.',
  });
  drain(draft, instance, DRAIN_SECONDS.failed);
}
