import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { job, service, serviceInstance, serviceRevision } from '#lib/db/schema/index.ts';
import { type Instance, openInstances } from '#lib/domain/serving/instances.ts';
import type { ServiceRow } from '#lib/domain/serving/service-row.ts';
import type { ServiceView } from './service-draft.ts';

/** Written as the partial index has it. */
const OPEN = sql`(desired = 'run' or state <> 'stopped')`;

/** A page of the services that run or have not come to rest, in order of their ids. */
export const readOpen = async (tx: Tx, afterId: string, limit: number): Promise<ServiceView[]> =>
  withParts(
    tx,
    await tx
      .select()
      .from(service)
      .where(and(OPEN, gt(service.id, afterId)))
      .orderBy(asc(service.id))
      .limit(limit),
  );

export const readViews = async (tx: Tx, ids: string[]): Promise<ServiceView[]> =>
  ids.length === 0 ? [] : withParts(tx, await tx.select().from(service).where(inArray(service.id, ids)));

/** One service, held until the transaction ends: first its row, then its jobs and instances in order of their ids. */
export async function lockView(tx: Tx, id: string): Promise<ServiceView | null> {
  const rows = await tx.select().from(service).where(eq(service.id, id)).for('update');
  const open = and(eq(serviceInstance.serviceId, id), sql`${serviceInstance.endedAt} is null`);
  const jobs = tx.select({ id: serviceInstance.jobId }).from(serviceInstance).where(open);
  await tx.select({ id: job.id }).from(job).where(inArray(job.id, jobs)).orderBy(asc(job.id)).for('update');
  await tx
    .select({ id: serviceInstance.id })
    .from(serviceInstance)
    .where(open)
    .orderBy(asc(serviceInstance.id))
    .for('update');
  const [view] = await withParts(tx, rows);
  return view ?? null;
}

async function withParts(tx: Tx, rows: ServiceRow[]): Promise<ServiceView[]> {
  if (rows.length === 0) return [];
  const instances = Map.groupBy(
    await openInstances(
      tx,
      rows.map((row) => row.id),
    ),
    (instance) => instance.serviceId,
  );
  const numbersOf = (row: ServiceRow, own: Instance[]) => [
    ...new Set([
      row.revision,
      ...(row.rollout ? [row.rollout.to] : []),
      ...own.map((instance) => instance.revision),
    ]),
  ];
  const wanted = rows.map((row) =>
    and(
      eq(serviceRevision.serviceId, row.id),
      inArray(serviceRevision.number, numbersOf(row, instances.get(row.id) ?? [])),
    ),
  );
  const revisions = Map.groupBy(
    await tx
      .select()
      .from(serviceRevision)
      .where(or(...wanted)),
    (revision) => revision.serviceId,
  );
  return rows.map((row) => ({
    row,
    revisions: revisions.get(row.id) ?? [],
    instances: instances.get(row.id) ?? [],
  }));
}
