import { inArray, sql } from 'drizzle-orm';
import type { LoadReport } from '#lib/contracts/gateway.ts';
import type { Db, Tx } from '#lib/db/client.ts';
import { gatewayLoad, service, serviceInstance } from '#lib/db/schema/index.ts';
import { servicesOfPresets } from './services-of-presets.ts';

type Counts = { calls: number; failed: number };

/**
 * Keeps a gateway's report and adds what was counted since its last one to the instances. `seenXid`: transactions
 * below it are in the snapshot that the gateway routes by.
 */
export async function acceptLoad(db: Db, report: LoadReport, seenXid: number): Promise<void> {
  await db.transaction(async (tx) => {
    const [last] = await tx
      .select()
      .from(gatewayLoad)
      .where(sql`${gatewayLoad.gatewayId} = ${report.gatewayId}`)
      .for('update');
    const startedAt = new Date(report.startedAt);
    // A report of the process before, late on its way.
    if (last && last.startedAt > startedAt) return;
    const same = last?.startedAt.getTime() === startedAt.getTime() ? last : null;
    const { routes, instances } = report;
    const row = { at: sql`now()`, startedAt, seenXid, routes, instances };
    await tx
      .insert(gatewayLoad)
      .values({ gatewayId: report.gatewayId, ...row })
      .onConflictDoUpdate({ target: gatewayLoad.gatewayId, set: row });
    await addCounts(tx, report, same);
    await noteCalls(tx, report, same);
  });
}

/** Counts only grow; one that is smaller than before was counted anew. */
const grown = (now: number, before: number | undefined): number =>
  before === undefined || now < before ? now : now - before;

async function addCounts(
  tx: Tx,
  report: LoadReport,
  last: { instances: LoadReport['instances'] } | null,
): Promise<void> {
  const before = new Map((last?.instances ?? []).map((each) => [each.id, each]));
  const added = new Map<string, Counts>();
  for (const { id, calls, failed } of report.instances) {
    const more = {
      calls: grown(calls, before.get(id)?.calls),
      failed: grown(failed, before.get(id)?.failed),
    };
    if (more.calls + more.failed > 0) added.set(id, more);
  }
  if (added.size === 0) return;
  const rows = sql.join(
    [...added].map(([id, { calls, failed }]) => sql`(${id}, ${calls}::bigint, ${failed}::bigint)`),
    sql`, `,
  );
  // In id order, as everybody locks them.
  await tx.execute(sql`
    with more (id, calls, failed) as (values ${rows}),
         held as (select id from ${serviceInstance} where id in (select id from more) order by id for update)
    update ${serviceInstance} as i set calls = i.calls + more.calls, failed_calls = i.failed_calls + more.failed
    from more join held on held.id = more.id where i.id = more.id`);
}

/** When a service was last called; a second more or less does not matter. */
async function noteCalls(
  tx: Tx,
  report: LoadReport,
  last: { routes: LoadReport['routes'] } | null,
): Promise<void> {
  const before = new Map((last?.routes ?? []).map((each) => [each.id, each.calls]));
  const called = report.routes
    .filter(
      ({ id, calls, outstanding, waiting }) => outstanding + waiting > 0 || grown(calls, before.get(id)) > 0,
    )
    .map(({ id }) => id);
  if (called.length === 0) return;
  const served = await servicesOfPresets(tx);
  const stale = await tx
    .select({ id: service.id })
    .from(service)
    .where(
      sql`${inArray(
        service.id,
        called.map((id) => served.get(id) ?? id),
      )} and (${service.lastCallAt} is null or ${service.lastCallAt} < now() - interval '2 seconds')`,
    )
    .orderBy(service.id)
    .for('update', { skipLocked: true });
  if (stale.length === 0) return;
  await tx.execute(
    sql`update ${service} set last_call_at = now() where ${inArray(
      service.id,
      stale.map(({ id }) => id),
    )}`,
  );
}
