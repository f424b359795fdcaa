import { and, eq, inArray, sql } from 'drizzle-orm';
import type { RouteLink } from '#lib/contracts/api-keys.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, service, serviceRevision } from '#lib/db/schema/index.ts';

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
  return new Map(rows.map((row) => [row.id, { ...row, kind: 'service' }]));
}

/** For a key or group: what was deleted has no name. */
export const routeLinks = (ids: readonly string[], routes: ReadonlyMap<string, RouteFacts>): RouteLink[] =>
  ids.map((id) => {
    const route = routes.get(id);
    return { id, name: route?.callName == null ? null : route.name };
  });
