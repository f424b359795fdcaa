import { type Instance, type InstanceState, instanceState } from '#lib/domain/serving/instances.ts';
import type { Loads } from '#lib/domain/serving/loads.ts';
import type { NewServiceEvent } from '#lib/domain/serving/service-events.ts';
import type { RevisionRow, ServiceRow } from '#lib/domain/serving/service-row.ts';

/** What is known of one service at one moment. */
export type ServiceView = { row: ServiceRow; revisions: RevisionRow[]; instances: Instance[] };

/** A service with what a look at it makes of it, before it is written. Nothing here touches the database. */
export type ServiceDraft = {
  before: ServiceView;
  row: ServiceRow;
  instances: Instance[];
  loads: Loads;
  now: Date;
  starts: { revision: number; priority: number }[];
  stops: Instance[];
  drains: { instance: Instance; limitSeconds: number }[];
  revisions: Pick<RevisionRow, 'number' | 'state' | 'reason'>[];
  events: NewServiceEvent[];
  /** Why the run that is open ends; null: it goes on. */
  runEnds: string | null;
  /** Milliseconds; a look again is due at the earliest of them. */
  dueAt: number[];
};

export const draftOf = (view: ServiceView, loads: Loads, now: Date): ServiceDraft => ({
  before: view,
  row: { ...view.row },
  instances: view.instances.map((instance) => ({ ...instance })),
  loads,
  now,
  starts: [],
  stops: [],
  drains: [],
  revisions: [],
  events: [],
  runEnds: null,
  dueAt: [],
});

/** Why an instance counts as away that gave no reason itself. */
export const SILENT = 'server.silent: The server does not answer.';

/** Seconds a person or a roll-out waits for calls under way before their instance is ended all the same. */
export const DRAIN_SECONDS = { stop: 120, replace: 600, failed: 0 } as const;

export const inState = (draft: ServiceDraft, ...states: InstanceState[]): Instance[] =>
  draft.instances.filter((instance) => states.includes(instanceState(instance)));
/** Neither ended nor on their way out. */
export const staying = (draft: ServiceDraft): Instance[] => inState(draft, 'starting', 'ready', 'unhealthy');
export const isReady = (instance: Instance): boolean => instanceState(instance) === 'ready';

/** Takes an instance out of routing; it is stopped once its calls have ended. */
export function drain(draft: ServiceDraft, instance: Instance, limitSeconds: number): void {
  instance.drainAskedAt = draft.now;
  instance.drainLimitSeconds = limitSeconds;
  draft.drains.push({ instance, limitSeconds });
  draft.dueAt.push(draft.now.getTime() + 250);
}

export const lookAgain = (draft: ServiceDraft, at: number): void => void draft.dueAt.push(at);

/** A starting one first, then whoever has the fewest calls under way; the youngest of equals. */
export function leastMissed(draft: ServiceDraft, instances: Instance[], count: number): Instance[] {
  const calls = (instance: Instance) => (isReady(instance) ? 1 + draft.loads.instance(instance.id) : 0);
  return instances
    .toSorted((a, b) => calls(a) - calls(b) || (a.id < b.id ? 1 : -1))
    .slice(0, Math.max(0, count));
}
