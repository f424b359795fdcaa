import { eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import {
  job,
  service,
  serviceEvent,
  serviceInstance,
  serviceRevision,
  serviceRun,
} from '#lib/db/schema/index.ts';

/** A deleted service whose instances have ended leaves its row alone: calls that it answered keep a name. */
export async function removeService(tx: Tx, id: string): Promise<void> {
  const jobs = tx
    .select({ id: serviceInstance.jobId })
    .from(serviceInstance)
    .where(eq(serviceInstance.serviceId, id));
  await tx.update(job).set({ desired: 'deleted' }).where(inArray(job.id, jobs));
  for (const table of [serviceInstance, serviceRevision, serviceEvent, serviceRun])
    await tx.delete(table).where(eq(table.serviceId, id));
  await tx.update(service).set({ deletedAt: new Date() }).where(eq(service.id, id));
}
