import { sql } from 'drizzle-orm';
import { CallFailures, ListCallFailuresInput } from '#lib/contracts/calls.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { resolveFilter } from './filter.ts';
import { coveredRange, piecesOf } from './range.ts';
import { noSums, readSums, rowsOf } from './read-sums.ts';

type Found = { code: string; status: number; message: string; calls: number; last_at: string };

/** Why calls of a time range failed, most frequent first, each with its share of all failures. */
export const listCallFailures = defineRead({
  name: 'call.failures',
  permission: 'call:read',
  input: ListCallFailuresInput,
  output: CallFailures,
  run: async ({ ctx, tx, input }) => {
    const now = Date.now();
    const range = coveredRange(input, now);
    const pieces = piecesOf(range, now);
    const filter = await resolveFilter({ ctx, tx }, input);
    const [sums, found] = await Promise.all([
      readSums(tx, filter, pieces, sql`''`),
      tx.execute<Found>(sql`
        select code, status, message, sum(calls)::float8 as calls, max(last_at) as last_at
        from (${rowsOf('call_failure', filter, pieces)}) r
        group by code, status, message order by calls desc, last_at desc, code, message`),
    ]);
    const { calls, failures } = sums.get('') ?? noSums();
    return {
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      calls,
      failures,
      items: found.rows.slice(0, input.limit).map((row) => ({
        code: row.code,
        status: row.status,
        message: row.message,
        calls: row.calls,
        share: failures > 0 ? row.calls / failures : 0,
        lastAt: new Date(row.last_at).toISOString(),
      })),
      total: found.rows.length,
    };
  },
});
