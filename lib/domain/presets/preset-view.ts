import { and, eq, isNull, type SQL } from 'drizzle-orm';
import type { CallableService } from '#lib/contracts/playground.ts';
import type { PresetService } from '#lib/contracts/presets.ts';
import type { Tx } from '#lib/db/client.ts';
import { preset, service, trialUse, user } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { calledState } from '#lib/domain/serving/called-state.ts';
import type { PresetRow } from './preset-row.ts';
import { openUpstreamKey } from './upstream-key.ts';

export type Offered = {
  row: PresetRow;
  /** That answers; null: an upstream does. */
  service: typeof service.$inferSelect | null;
  offeredByName: string | null;
  /** By the person who asks. */
  used: number | null;
};

/** What is offered now, by name. */
export const selectOffered = (tx: Tx, ctx: Context, where?: SQL): Promise<Offered[]> =>
  tx
    .select({ row: preset, service, offeredByName: user.name, used: trialUse.used })
    .from(preset)
    .leftJoin(service, eq(service.id, preset.serviceId))
    .leftJoin(user, eq(user.id, preset.offeredBy))
    .leftJoin(trialUse, and(eq(trialUse.presetId, preset.id), eq(trialUse.userId, ctx.user.id)))
    .where(and(isNull(preset.withdrawnAt), where))
    .orderBy(preset.name);

/** Whether it can be called. Nobody asks upstreams before they are called: they count as ready. */
export function presetState(
  { row, service: served }: Pick<Offered, 'row' | 'service'>,
  secret: string | undefined,
): Pick<CallableService, 'state' | 'reason'> {
  if (served) return calledState(served);
  return openUpstreamKey(row, secret) ? { state: 'ready', reason: null } : { state: 'down', reason: 'key' };
}

export function viewPreset(ctx: Context, offered: Offered, offerer: boolean): PresetService & { id: string } {
  const { row, service: served, offeredByName, used } = offered;
  const { promptFenPerMillion, completionFenPerMillion, trialTokens, moderation, maxLength } = row;
  return {
    id: row.id,
    catalogueId: row.catalogueId,
    name: row.name,
    kind: row.kind,
    ...presetState(offered, ctx.settings.STUDIO_SECRET),
    terms: {
      promptFenPerMillion,
      completionFenPerMillion,
      limits: limitsOf(offered),
      trialTokens,
      moderation,
      maxLength,
    },
    trialUsed: used ?? 0,
    source: offerer ? sourceOf(row, served) : null,
    offeredByName: offerer ? offeredByName : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** As much as the service takes at most, where nothing less was said. */
export const limitsOf = ({ row, service: served }: Pick<Offered, 'row' | 'service'>) => ({
  qps: row.qps ?? served?.qpsPerInstance ?? null,
  rpm: row.rpm,
  tpm: row.tpm,
  ipm: row.ipm,
});

function sourceOf(row: PresetRow, served: Offered['service']): PresetService['source'] {
  if (served) return { type: 'service', serviceId: served.id, serviceName: served.name };
  return {
    type: 'upstream',
    url: row.upstreamUrl ?? '',
    model: row.upstreamModel ?? '',
    keyLastFour: row.keyLastFour,
  };
}
