import { ROLLED_SETTINGS, type ServiceSettings } from '#lib/contracts/services.ts';
import type { Tx } from '#lib/db/client.ts';
import { serviceRevision } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { addLineage } from '#lib/domain/models/add-lineage.ts';
import type { Planned } from './plan/make-plan.ts';
import type { RevisionRow } from './service-row.ts';

/** What instances can be made from, out of a plan that nothing stands in the way of. */
export function requirePlanned({ model, place, maxLength, runner }: Planned) {
  if (!model || !place || !maxLength || !runner) throw new Error('a plan without blockers lacks a part');
  return { model, place, maxLength, runner };
}

/** Names of the rolled settings that differ. */
export const changedSettings = (before: ServiceSettings, after: ServiceSettings): string[] =>
  ROLLED_SETTINGS.filter((name) => canonical(before[name]) !== canonical(after[name]));

const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Writes the next revision and the lineage that leads to the service. */
export async function writeRevision(
  { ctx, tx }: { ctx: Context; tx: Tx },
  to: { serviceId: string; serviceName: string; number: number },
  planned: Planned,
  revision: Pick<RevisionRow, 'settings' | 'state' | 'changed' | 'note'>,
): Promise<RevisionRow> {
  const { model, place, runner } = requirePlanned(planned);
  const [row] = await tx
    .insert(serviceRevision)
    .values({
      ...revision,
      serviceId: to.serviceId,
      number: to.number,
      modelId: model.version.modelId,
      modelVersionId: model.version.id,
      modelName: model.name,
      modelVersionNumber: model.version.number,
      template: model.templateSlug,
      runner,
      resources: { ...place.flavor.resources, instances: 1 },
      fenPerHour: place.flavor.fenPerHour,
      createdBy: ctx.user.id,
    })
    .returning();
  if (!row) throw new Error('the revision was not written');
  await addLineage(
    tx,
    ctx.accountId,
    { kind: 'service', id: to.serviceId, name: to.serviceName, jobId: null },
    [{ kind: 'model-version', id: model.version.id, name: model.label }],
  );
  return row;
}
