import { eq } from 'drizzle-orm';
import type { ServiceDetail } from '#lib/contracts/services.ts';
import type { Tx } from '#lib/db/client.ts';
import { service } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { notFound } from '#lib/platform/errors.ts';
import { openInstances } from './instances.ts';
import { readLoads } from './loads.ts';
import { readRevision } from './service-row.ts';
import { selectNamed, settingsOf, toServiceInstance, toServiceSummary } from './service-view.ts';

/** Everything that a service's page shows at once; the row is read anew, so call it after the writes. */
export async function describeService(
  { ctx, tx }: { ctx: Context; tx: Tx },
  id: string,
): Promise<ServiceDetail> {
  const [named] = await selectNamed(tx).where(eq(service.id, id));
  if (!named) throw notFound('service', id);
  const { row } = named;
  const revision = await readRevision(tx, id, row.revision);
  const instances = await openInstances(tx, [id]);
  const loads = await readLoads(tx);
  return {
    ...toServiceSummary(named),
    settings: settingsOf(row, revision),
    autoStopHours: row.autoStopHours,
    resources: revision.resources,
    instances: instances.map((instance) => toServiceInstance(instance, loads)),
    gatewayUrl: ctx.settings.gatewayPublicUrl,
  };
}
