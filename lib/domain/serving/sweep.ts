import { inArray, lt, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { gatewayLoad, job, serviceEvent, serviceInstance } from '#lib/db/schema/index.ts';
import limits from '#spec/facts/limits.json' with { type: 'json' };

const BATCH = 5000;

/** Events and ended instances of more than a month go, with the instances' jobs; so do gateways long unheard of. */
export async function sweepServices(db: Db): Promise<void> {
  const before = new Date(Date.now() - limits.service_event_retention_days * 86_400_000);
  await db.execute(sql`
    delete from ${serviceEvent} where ctid in
      (select ctid from ${serviceEvent} where at < ${before.toISOString()} limit ${BATCH})`);
  await db.transaction(async (tx) => {
    const old = await tx
      .select({ id: serviceInstance.id, jobId: serviceInstance.jobId })
      .from(serviceInstance)
      .where(lt(serviceInstance.endedAt, before))
      .limit(BATCH);
    if (old.length === 0) return;
    const jobs = old.map((each) => each.jobId);
    await tx.update(job).set({ desired: 'deleted' }).where(inArray(job.id, jobs));
    const ids = old.map((each) => each.id);
    await tx.delete(serviceInstance).where(inArray(serviceInstance.id, ids));
  });
  await db.delete(gatewayLoad).where(lt(gatewayLoad.at, sql`now() - interval '1 day'`));
}
