import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { CallableService } from '#lib/contracts/playground.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, service, serviceRevision } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';

/** What this person may talk to, own services first; those that cannot be asked now are there with the reason. */
export async function readCallableServices(ctx: Context, tx: Tx): Promise<CallableService[]> {
  const live = and(eq(serviceRevision.serviceId, service.id), eq(serviceRevision.number, service.revision));
  const rows = await tx
    .select({
      row: service,
      modelName: model.name,
      maxLength: sql<number | null>`(${serviceRevision.runner}->>'maxLength')::int`,
    })
    .from(service)
    .leftJoin(serviceRevision, live)
    .leftJoin(model, eq(model.id, service.modelId))
    .where(and(eq(service.accountId, ctx.accountId), ne(service.desired, 'deleted')))
    .orderBy(asc(service.name), asc(service.id));
  return rows.map(({ row, modelName, maxLength }) => ({
    id: row.id,
    kind: 'own',
    name: row.name,
    callName: row.callName,
    modelName,
    template: row.template,
    ...stateOf(row),
    maxLength,
    moderation: row.moderation,
    wakeSeconds: row.wakeSeconds,
    trial: null,
  }));
}

type State = Pick<CallableService, 'state' | 'reason' | 'detail'>;

/** As gateways judge it (serving/routes.ts). */
function stateOf(row: typeof service.$inferSelect): State {
  const is = (state: State['state']): State => ({ state, reason: null, detail: null });
  const down = (reason: State['reason']): State => ({ state: 'down', reason, detail: row.reason });
  if (row.desired !== 'run') return down('stopped');
  if (!row.published) return down('offline');
  if (row.readyInstances > 0) return is('ready');
  if (row.state === 'abnormal') return down('abnormal');
  return is(row.wantedInstances === 0 ? 'idle' : 'starting');
}
