import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { INSTANCE_STATES } from '#lib/contracts/service-instances.ts';
import type { Tx } from '#lib/db/client.ts';
import { job, serviceInstance } from '#lib/db/schema/index.ts';

type JobPart = Pick<
  typeof job.$inferSelect,
  'id' | 'state' | 'phase' | 'reason' | 'reasonCode' | 'failure' | 'startedAt' | 'finishedAt'
>;
export type InstanceRow = typeof serviceInstance.$inferSelect;
/** An instance with the state of its job; null when the job is gone. */
export type Instance = InstanceRow & { job: JobPart | null };
export type InstanceState = (typeof INSTANCE_STATES)[number];

/** `ready` may get calls: its job runs and the last probe of its address went well. */
export function instanceState(instance: Instance): InstanceState {
  if (instance.endedAt) return 'ended';
  if (instance.drainAskedAt || instance.stopAskedAt) return 'draining';
  if (instance.job?.state === 'running' && instance.url && instance.healthy) return 'ready';
  return instance.readyAt && instance.url ? 'unhealthy' : 'starting';
}

/** Why its job waits, as `code: sentence`. */
export const waitsFor = ({ job: held }: Instance): string | null =>
  held?.reason && held.reasonCode ? `${held.reasonCode}: ${held.reason}` : (held?.reason ?? null);

const jobPart = {
  id: job.id,
  state: job.state,
  phase: job.phase,
  reason: job.reason,
  reasonCode: job.reasonCode,
  failure: job.failure,
  startedAt: job.startedAt,
  finishedAt: job.finishedAt,
};

/** Instances that have not ended, oldest first. */
export const openInstances = async (tx: Tx, serviceIds: string[]): Promise<Instance[]> =>
  serviceIds.length === 0
    ? []
    : readInstances(tx, {
        where: and(inArray(serviceInstance.serviceId, serviceIds), isNull(serviceInstance.endedAt)),
        order: asc(serviceInstance.id),
      });

export async function readInstances(
  tx: Tx,
  { where, order, limit = 100_000 }: { where: SQL | undefined; order: SQL; limit?: number },
): Promise<Instance[]> {
  const rows = await tx
    .select({ instance: serviceInstance, job: jobPart })
    .from(serviceInstance)
    .leftJoin(job, eq(job.id, serviceInstance.jobId))
    .where(where)
    .orderBy(order)
    .limit(limit);
  return rows.map((row) => ({ ...row.instance, job: row.job }));
}
