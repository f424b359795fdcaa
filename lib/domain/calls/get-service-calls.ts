import { and, eq, sql } from 'drizzle-orm';
import { ServiceCalls, ServiceCallsInput } from '#lib/contracts/calls.ts';
import { service } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';
import { coveredRange, piecesOf } from './range.ts';
import { readSeries } from './read-series.ts';
import { noSums, readSums, viewSums } from './read-sums.ts';

/** Calls of one service over time: rate, latency, first token, tokens and errors. */
export const getServiceCalls = defineRead({
  name: 'call.ofService',
  permission: 'service:read',
  input: ServiceCallsInput,
  output: ServiceCalls,
  run: async ({ ctx, tx, input }) => {
    const [row] = await tx
      .select({ id: service.id })
      .from(service)
      .where(and(eq(service.id, input.id), eq(service.accountId, ctx.accountId)));
    if (!row) throw notFound('service', input.id);
    const now = Date.now();
    const range = coveredRange(input, now);
    const filter = { accountId: ctx.accountId, routes: [row.id], callers: null };
    const [series, sums] = await Promise.all([
      readSeries(tx, filter, range, input.points, now),
      readSums(tx, filter, piecesOf(range, now), sql`''`),
    ]);
    return { ...series, sums: viewSums(sums.get('') ?? noSums()) };
  },
});
