import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { service } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { addServiceEvent } from './service-events.ts';
import { servicesOfPresets } from './services-of-presets.ts';

/** A call came for a service without instances, or for a preset that it answers: one is wanted. Saying it again changes nothing. */
export async function wakeService(db: Db, routeId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const id = (await servicesOfPresets(tx)).get(routeId) ?? routeId;
    const [row] = await tx
      .update(service)
      .set({ wantedInstances: 1, lastCallAt: sql`now()` })
      .where(
        and(
          eq(service.id, id),
          eq(service.desired, 'run'),
          eq(service.wantedInstances, 0),
          service.published,
        ),
      )
      .returning({ accountId: service.accountId });
    if (!row) return;
    await addServiceEvent(tx, id, { code: 'woken', message: 'A call came; an instance is started.' });
    await notifyChange(tx, { accountId: row.accountId, kind: 'service', id });
  });
}
