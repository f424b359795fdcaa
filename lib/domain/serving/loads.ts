import { gt, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { gatewayLoad } from '#lib/db/schema/index.ts';
import { servicesOfPresets } from './services-of-presets.ts';

/** A gateway reports every second, every 10 s without calls; after this long it is taken for dead. */
export const GATEWAY_DEAD_SECONDS = 30;

export type Loads = {
  /** Gateways that live, each with the transactions that its snapshot has seen. */
  gateways: { id: string; seenXid: number; outstanding: ReadonlyMap<string, number> }[];
  route: (id: string) => { outstanding: number; waiting: number };
  instance: (id: string) => number;
  /** Routes with calls under way or waiting. */
  busy: string[];
};

/** What the gateways that live said last, added up. */
export async function readLoads(tx: Tx): Promise<Loads> {
  const rows = await tx
    .select()
    .from(gatewayLoad)
    .where(gt(gatewayLoad.at, sql`now() - make_interval(secs => ${GATEWAY_DEAD_SECONDS})`));
  const served = await servicesOfPresets(tx);
  const routes = new Map<string, { outstanding: number; waiting: number }>();
  const instances = new Map<string, number>();
  for (const row of rows) {
    for (const { id: routeId, outstanding, waiting } of row.routes) {
      const id = served.get(routeId) ?? routeId;
      const sum = routes.get(id) ?? { outstanding: 0, waiting: 0 };
      routes.set(id, { outstanding: sum.outstanding + outstanding, waiting: sum.waiting + waiting });
    }
    for (const { id, outstanding } of row.instances)
      instances.set(id, (instances.get(id) ?? 0) + outstanding);
  }
  return {
    gateways: rows.map((row) => ({
      id: row.gatewayId,
      seenXid: row.seenXid,
      outstanding: new Map(row.instances.map(({ id, outstanding }) => [id, outstanding])),
    })),
    route: (id) => routes.get(id) ?? { outstanding: 0, waiting: 0 },
    instance: (id) => instances.get(id) ?? 0,
    busy: [...routes].filter(([, sum]) => sum.outstanding + sum.waiting > 0).map(([id]) => id),
  };
}
