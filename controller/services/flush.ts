import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { service, serviceInstance, serviceRevision, serviceRun } from '#lib/db/schema/index.ts';
import { moveJob } from '#lib/domain/jobs/move-job.ts';
import type { Instance } from '#lib/domain/serving/instances.ts';
import { removeService } from '#lib/domain/serving/remove-service.ts';
import { addServiceEvent } from '#lib/domain/serving/service-events.ts';
import { closeRun } from '#lib/domain/serving/service-runs.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import type { ServiceDraft } from './service-draft.ts';
import { startInstance } from './start-instance.ts';

/** Columns of a service that a look may change. */
const SERVICE = [
  'desired',
  'state',
  'reason',
  'failure',
  'revision',
  'modelId',
  'modelVersionId',
  'template',
  'poolId',
  'flavor',
  'rollout',
  'wantedInstances',
  'readyInstances',
  'fewerSince',
  'failedStarts',
  'nextStartAt',
  'stopsAt',
  'startedAt',
] as const;
const INSTANCE = [
  'toldState',
  'drainAskedAt',
  'drainLimitSeconds',
  'stopAskedAt',
  'endedAt',
  'endReason',
  'failure',
] as const;

const changes = <T extends object, K extends keyof T>(before: T, after: T, keys: readonly K[]) =>
  Object.fromEntries(
    keys
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, after[key]]),
  ) as Partial<Pick<T, K>>;
const some = (found: object): boolean => Object.keys(found).length > 0;

/** Whether the look found anything to write. */
export const hasWork = (draft: ServiceDraft): boolean =>
  some(changes(draft.before.row, draft.row, SERVICE)) ||
  draft.starts.length + draft.stops.length + draft.events.length + draft.revisions.length > 0 ||
  draft.instances.some((instance, i) => some(changes(beforeOf(draft, i), instance, INSTANCE))) ||
  isGone(draft);

const isGone = ({ row, instances }: ServiceDraft): boolean =>
  row.desired === 'deleted' && row.deletedAt === null && instances.every((instance) => instance.endedAt);

function beforeOf(draft: ServiceDraft, index: number): Instance {
  const before = draft.before.instances[index];
  if (!before) throw new Error('an instance came out of nowhere');
  return before;
}

/** Writes everything that a look at a service found, in the transaction that holds its row. */
export async function flush(tx: Tx, draft: ServiceDraft): Promise<void> {
  const { row } = draft;
  for (const { jobId } of draft.stops) {
    await moveJob(tx, jobId, { to: 'stopping', set: { desired: 'stop' } });
    await notifyChange(tx, { accountId: row.accountId, kind: 'job', id: jobId });
  }
  await writeInstances(tx, draft);
  for (const { number, ...revision } of draft.revisions)
    await tx
      .update(serviceRevision)
      .set(revision)
      .where(and(eq(serviceRevision.serviceId, row.id), eq(serviceRevision.number, number)));
  for (const event of draft.events) await addServiceEvent(tx, row.id, event);
  for (const start of draft.starts) await startInstance(tx, draft, start);
  const columns = changes(draft.before.row, row, SERVICE);
  if (some(columns)) await tx.update(service).set(columns).where(eq(service.id, row.id));
  if (draft.runEnds) await closeRun(tx, row.id, draft.runEnds);
  if (isGone(draft)) await removeService(tx, row.id);
  await notifyChange(tx, { accountId: row.accountId, kind: 'service', id: row.id });
}

async function writeInstances(tx: Tx, draft: ServiceDraft): Promise<void> {
  for (const [i, instance] of draft.instances.entries()) {
    const columns = changes(beforeOf(draft, i), instance, INSTANCE);
    if (!some(columns)) continue;
    await tx
      .update(serviceInstance)
      .set({ ...columns, ...(columns.drainAskedAt ? { drainXid: THIS_TRANSACTION } : {}) })
      .where(eq(serviceInstance.id, instance.id));
    if (columns.endedAt) await addToRun(tx, draft, instance);
  }
}

const THIS_TRANSACTION = sql`pg_current_xact_id()::text::bigint`;

async function addToRun(tx: Tx, draft: ServiceDraft, instance: Instance): Promise<void> {
  const { startedAt } = instance.job ?? {};
  const end = instance.endedAt ?? draft.now;
  const seconds = startedAt ? Math.max(0, (end.getTime() - startedAt.getTime()) / 1000) : 0;
  const price = draft.before.revisions.find((each) => each.number === instance.revision)?.fenPerHour ?? 0;
  await tx
    .update(serviceRun)
    .set({
      instanceSeconds: sql`${serviceRun.instanceSeconds} + ${seconds}`,
      calls: sql`${serviceRun.calls} + ${instance.calls}`,
      fen: sql`${serviceRun.fen} + ${(seconds * price) / 3600}`,
    })
    .where(and(eq(serviceRun.serviceId, draft.row.id), inArray(serviceRun.number, [instance.run])));
}
