import { eq, sql } from 'drizzle-orm';
import type { ServiceEventCode } from '#lib/contracts/service-history.ts';
import type { Tx } from '#lib/db/client.ts';
import { service, serviceEvent } from '#lib/db/schema/index.ts';

export type NewServiceEvent = {
  code: ServiceEventCode;
  message: string;
  level?: 'info' | 'warning' | 'error';
  values?: Record<string, string | number>;
  instanceId?: string;
};

/** Adds to what people read of a service, numbered from 1. */
export async function addServiceEvent(tx: Tx, serviceId: string, event: NewServiceEvent): Promise<void> {
  const [row] = await tx
    .update(service)
    .set({ eventsMade: sql`${service.eventsMade} + 1` })
    .where(eq(service.id, serviceId))
    .returning({ number: service.eventsMade });
  if (!row) throw new Error(`service ${serviceId} is gone`);
  await tx.insert(serviceEvent).values({
    serviceId,
    number: row.number,
    level: event.level ?? 'info',
    code: event.code,
    message: event.message,
    values: event.values ?? {},
    instanceId: event.instanceId ?? null,
  });
}
