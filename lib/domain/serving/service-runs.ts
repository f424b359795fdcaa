import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { service, serviceRun } from '#lib/db/schema/index.ts';

/** Begins a run record: from this start to the stop after it. */
export async function openRun(tx: Tx, serviceId: string, userId: string): Promise<void> {
  const [row] = await tx
    .update(service)
    .set({ runsMade: sql`${service.runsMade} + 1` })
    .where(eq(service.id, serviceId))
    .returning({ number: service.runsMade });
  if (!row) throw new Error(`service ${serviceId} is gone`);
  await tx.insert(serviceRun).values({ serviceId, number: row.number, startedBy: userId });
}

/** Ends the run record that is open. */
export async function closeRun(tx: Tx, serviceId: string, reason: string): Promise<void> {
  await tx
    .update(serviceRun)
    .set({ endedAt: new Date(), endReason: reason })
    .where(and(eq(serviceRun.serviceId, serviceId), isNull(serviceRun.endedAt)));
}
