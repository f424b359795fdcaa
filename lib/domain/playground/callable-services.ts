import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { CallableService } from '#lib/contracts/playground.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, preset, service, serviceRevision } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { presetState, selectOffered } from '#lib/domain/presets/preset-view.ts';
import { leastOf } from '#lib/domain/presets/routes.ts';
import { calledState } from '#lib/domain/serving/called-state.ts';
import { serviceRoutes } from '#lib/domain/serving/routes.ts';

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
  const own = rows.map(({ row, modelName, maxLength }): CallableService => {
    const called = calledState(row);
    return {
      id: row.id,
      kind: 'own',
      name: row.name,
      callName: row.callName,
      modelName,
      template: row.template,
      ...called,
      detail: called.state === 'down' ? row.reason : null,
      maxLength,
      moderation: row.moderation,
      wakeSeconds: row.wakeSeconds,
      trial: null,
    };
  });
  return [...own, ...(await readPresets(ctx, tx))];
}

/** One talks; what makes pictures or vectors has no place there. */
async function readPresets(ctx: Context, tx: Tx): Promise<CallableService[]> {
  if (!ctx.permissions.has('preset:read')) return [];
  const offered = await selectOffered(tx, ctx, inArray(preset.kind, ['chat', 'image-understanding']));
  const served = offered.flatMap((each) => each.service?.id ?? []);
  const lengths = new Map((await serviceRoutes(tx, served)).map((route) => [route.id, route.maxLength]));
  return offered.map((each) => ({
    id: each.row.id,
    kind: 'preset',
    name: each.row.name,
    callName: each.row.name,
    modelName: null,
    template: each.service?.template ?? null,
    ...presetState(each, ctx.settings.STUDIO_SECRET),
    detail: null,
    maxLength: leastOf(each.row.maxLength, lengths.get(each.service?.id ?? '') ?? null),
    moderation: each.row.moderation,
    wakeSeconds: each.service?.wakeSeconds ?? 60,
    trial:
      each.row.trialTokens === null
        ? null
        : { tokens: each.row.trialTokens, used: Math.min(each.used ?? 0, each.row.trialTokens) },
  }));
}
