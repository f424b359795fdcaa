import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { BreakDownCallsInput, CallBreakdown, type CallBreakdownRow } from '#lib/contracts/calls.ts';
import type { Tx } from '#lib/db/client.ts';
import { describeRoutes } from '#lib/domain/access/describe-routes.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { describeCallers } from './describe-callers.ts';
import { callerOf, resolveFilter, subjectsOf } from './filter.ts';
import { coveredRange, piecesOf } from './range.ts';
import { addSums, noSums, readSums, type Sums, viewSums } from './read-sums.ts';

type Row = Pick<z.input<typeof CallBreakdownRow>, 'kind' | 'id' | 'name' | 'detail' | 'filter'>;

/** Calls of a time range by model, by service or by who called. */
export const breakDownCalls = defineRead({
  name: 'call.breakDown',
  permission: 'call:read',
  input: BreakDownCallsInput,
  output: CallBreakdown,
  run: async ({ ctx, tx, input }) => {
    const now = Date.now();
    const range = coveredRange(input, now);
    const pieces = piecesOf(range, now);
    const filter = await resolveFilter({ ctx, tx }, input);
    const byCaller = input.by === 'caller';
    const found = byCaller
      ? await readSums(
          tx,
          { ...filter, callers: filter.callers ?? (await subjectsOf(tx, ctx.accountId, 'key', range)) },
          pieces,
          sql`r.key_id`,
        )
      : await readSums(
          tx,
          { ...filter, routes: filter.routes ?? (await subjectsOf(tx, ctx.accountId, 'route', range)) },
          pieces,
          sql`r.route_id`,
        );
    const rows = byCaller ? await nameCallers(tx, found) : await nameRoutes(tx, found, input.by === 'model');
    const items = rows.sort((a, b) => b.sums.calls - a.sums.calls || (a.row.id < b.row.id ? -1 : 1));
    return {
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      items: items.slice(0, input.limit).map(({ row, sums }) => ({ ...row, ...viewSums(sums) })),
      total: items.length,
    };
  },
});

type Named = { row: Row; sums: Sums };

async function nameCallers(tx: Tx, found: Map<string, Sums>): Promise<Named[]> {
  const ids = [...found.keys()].map(callerOf);
  const callers = await describeCallers(tx, ids);
  return [...found].map(([keyId, sums]) => {
    const id = callerOf(keyId);
    const caller = callers.get(id) ?? { kind: 'key', name: null, detail: null };
    return { row: { ...caller, id, filter: { callerId: id } }, sums };
  });
}

/** A preset is a model of its own; services are gathered under theirs when asked for models. */
async function nameRoutes(tx: Tx, found: Map<string, Sums>, asModels: boolean): Promise<Named[]> {
  const routes = await describeRoutes(tx, found.keys());
  const named = new Map<string, Named>();
  for (const [routeId, sums] of found) {
    const route = routes.get(routeId);
    const kind = route?.kind ?? (routeId.startsWith('pre_') ? 'preset' : 'service');
    const row: Row =
      asModels && route?.modelId
        ? {
            kind: 'model',
            id: route.modelId,
            name: route.modelName,
            detail: null,
            filter: { modelId: route.modelId },
          }
        : {
            kind,
            id: routeId,
            name: route?.name ?? null,
            detail: asModels ? null : (route?.modelName ?? null),
            filter: { routeId },
          };
    const held = named.get(row.id) ?? { row, sums: noSums() };
    addSums(held.sums, sums);
    named.set(row.id, held);
  }
  return [...named.values()];
}
