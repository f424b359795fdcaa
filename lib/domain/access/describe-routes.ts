import { and, eq, inArray, sql } from 'drizzle-orm';
import type { RouteLink } from '#lib/contracts/api-keys.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, preset, service, serviceRevision } from '#lib/db/schema/index.ts';

export type RouteFacts = {
  id: string;
  kind: 'service' | 'preset';
  name: string;
  /** null: deleted. */
  callName: string | null;
  modelId: string | null;
  modelName: string | null;
};

/** Names of services and presets by id, also of deleted ones: their calls still have a name. */
export async function describeRoutes(
  tx: Tx,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, RouteFacts>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .select({
      id: service.id,
      name: service.name,
      callName: sql<string | null>`case when ${service.desired} <> 'deleted' then ${service.callName} end`,
      modelId: service.modelId,
      modelName: sql<string | null>`coalesce(${model.name}, ${serviceRevision.modelName})`,
    })
    .from(service)
    .leftJoin(model, eq(model.id, service.modelId))
    .leftJoin(
      serviceRevision,
      and(eq(serviceRevision.serviceId, service.id), eq(serviceRevision.number, service.revision)),
    )
    .where(inArray(service.id, wanted));
  const presets = await tx
    .select({ id: preset.id, name: preset.name, withdrawnAt: preset.withdrawnAt })
    .from(preset)
    .where(inArray(preset.id, wanted));
  return new Map<string, RouteFacts>([
    ...rows.map((row) => [row.id, { ...row, kind: 'service' }] as const),
    ...presets.map(({ id, name, withdrawnAt }) => {
      const callName = withdrawnAt ? null : name;
      return [id, { id, kind: 'preset', name, callName, modelId: null, modelName: null }] as const;
    }),
  ]);
}

/** For a key or group: what was deleted has no name. */
export const routeLinks = (ids: readonly string[], routes: ReadonlyMap<string, RouteFacts>): RouteLink[] =>
  ids.map((id) => {
    const route = routes.get(id);
    return { id, name: route?.callName == null ? null : route.name };
  });
