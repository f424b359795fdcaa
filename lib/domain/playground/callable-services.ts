import { and, asc, eq, ne } from 'drizzle-orm';
import type { CallableService } from '#lib/contracts/playground.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, service } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';

/** What this person may talk to, own services first; those that cannot be asked now are there with the reason. */
export async function readCallableServices(ctx: Context, tx: Tx): Promise<CallableService[]> {
  const rows = await tx
    .select({ row: service, modelName: model.name })
    .from(service)
    .leftJoin(model, eq(model.id, service.modelId))
    .where(and(eq(service.accountId, ctx.accountId), ne(service.desired, 'deleted')))
    .orderBy(asc(service.name), asc(service.id));
  return rows.map(({ row, modelName }) => ({
    id: row.id,
    kind: 'own',
    name: row.name,
    callName: row.callName,
    modelName,
    ...stateOf(row),
    maxLength: null,
    moderation: row.moderation,
    wakeSeconds: row.wakeSeconds,
    trial: null,
  }));
}

function stateOf(row: typeof service.$inferSelect): Pick<CallableService, 'state' | 'reason'> {
  if (!row.published) return { state: 'down', reason: 'unpublished' };
  if (row.readyInstances > 0) return { state: 'ready', reason: null };
  if (row.state === 'idle') return { state: 'idle', reason: null };
  if (row.state === 'deploying' || row.state === 'running' || row.state === 'warning')
    return { state: 'starting', reason: row.reason };
  return { state: 'down', reason: row.reason ?? row.state };
}
