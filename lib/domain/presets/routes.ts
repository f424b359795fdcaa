import { eq, isNull } from 'drizzle-orm';
import type { SnapshotRoute } from '#lib/contracts/gateway.ts';
import type { Tx } from '#lib/db/client.ts';
import { preset, service } from '#lib/db/schema/index.ts';
import { serviceRoutes } from '#lib/domain/serving/routes.ts';
import { limitsOf, type Offered } from './preset-view.ts';
import { openUpstreamKey } from './upstream-key.ts';

/** Seconds that a call waits for a service which starts; upstreams never start. */
const WAKE_SECONDS = 60;

/** Every preset that is offered, as gateways know it. Told on studio_change as `preset`; `secret` opens the keys. */
export async function presetRoutes(tx: Tx, secret: string | undefined): Promise<SnapshotRoute[]> {
  const rows = await tx
    .select({ row: preset, service })
    .from(preset)
    .leftJoin(service, eq(service.id, preset.serviceId))
    .where(isNull(preset.withdrawnAt))
    .orderBy(preset.id);
  const ids = rows.flatMap((each) => each.service?.id ?? []);
  const served = new Map((await serviceRoutes(tx, ids)).map((route) => [route.id as string, route]));
  return rows.map((offered) => toRoute(offered, served.get(offered.service?.id ?? ''), secret));
}

function toRoute(
  offered: Pick<Offered, 'row' | 'service'>,
  served: SnapshotRoute | undefined,
  secret: string | undefined,
): SnapshotRoute {
  const { row } = offered;
  return {
    id: row.id,
    accountId: null,
    names: row.catalogueId === null ? [row.name] : [row.name, row.catalogueId],
    kind: row.kind,
    createdAt: row.createdAt.toISOString(),
    limits: limitsOf(offered),
    moderation: row.moderation,
    trialTokens: row.trialTokens,
    ...(offered.row.serviceId === null ? upstreamOf(offered, secret) : instancesOf(offered, served)),
  };
}

type Serving = Pick<
  SnapshotRoute,
  'state' | 'reason' | 'instances' | 'upstream' | 'servedName' | 'maxLength' | 'wakeSeconds'
>;

function upstreamOf({ row }: Pick<Offered, 'row'>, secret: string | undefined): Serving {
  const opened = openUpstreamKey(row, secret);
  return {
    ...(opened
      ? { state: 'ready', reason: null }
      : { state: 'down', reason: 'The key of its upstream must be given again.' }),
    instances: [],
    upstream: opened ? { url: row.upstreamUrl ?? '', key: opened.key } : null,
    servedName: row.upstreamModel ?? row.name,
    maxLength: row.maxLength,
    wakeSeconds: WAKE_SECONDS,
  };
}

/** The service belongs to somebody else than most callers: they read neither its name nor what ails it. */
function instancesOf({ row }: Pick<Offered, 'row'>, served: SnapshotRoute | undefined): Serving {
  const down = !served || served.state === 'down';
  return {
    state: served?.state ?? 'down',
    reason: down ? 'Who offers it has stopped it, or it does not work at present.' : null,
    instances: served?.instances ?? [],
    upstream: null,
    servedName: served?.servedName ?? row.name,
    maxLength: leastOf(row.maxLength, served?.maxLength ?? null),
    wakeSeconds: served?.wakeSeconds ?? WAKE_SECONDS,
  };
}

export const leastOf = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
