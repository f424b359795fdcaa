import { sql } from 'drizzle-orm';
import { CallList, ListCallsInput } from '#lib/contracts/calls.ts';
import type { Tx } from '#lib/db/client.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { viewCalls } from './call-view.ts';
import { resolveFilter } from './filter.ts';
import { type CallQuery, findCallIds, keptRange, readCallCursor } from './find-calls.ts';
import { coveredRange, piecesOf } from './range.ts';
import { noSums, readSums, rowsOf } from './read-sums.ts';

/** Single calls, newest first; how many there are is read from their sums. */
export const listCalls = defineRead({
  name: 'call.list',
  permission: 'call:read',
  input: ListCallsInput,
  output: CallList,
  run: async ({ ctx, tx, input }) => {
    const now = Date.now();
    const query: CallQuery = {
      filter: await resolveFilter({ ctx, tx }, input),
      range: keptRange(coveredRange(input, now), ctx.settings.STUDIO_CALL_DAYS, now),
      failed: input.failed,
      errorCode: input.errorCode,
      before: readCallCursor(input.cursor),
    };
    const [ids, total] = await Promise.all([
      findCallIds(tx, query, input.limit + 1),
      countCalls(tx, query, now),
    ]);
    const shown = ids.slice(0, input.limit);
    return {
      items: await viewCalls(tx, shown),
      nextCursor: ids.length > input.limit ? (shown.at(-1) ?? null) : null,
      total,
    };
  },
});

async function countCalls(tx: Tx, query: CallQuery, now: number): Promise<number> {
  const pieces = piecesOf(query.range, now);
  if (pieces.length === 0) return 0;
  if (query.errorCode !== undefined) {
    if (query.failed === false) return 0;
    const { rows } = await tx.execute<{ calls: number | null }>(sql`
      select sum(calls)::float8 as calls from (${rowsOf('call_failure', query.filter, pieces)}) r
      where code = ${query.errorCode}`);
    return rows[0]?.calls ?? 0;
  }
  const { calls, failures } = (await readSums(tx, query.filter, pieces, sql`''`)).get('') ?? noSums();
  return query.failed === undefined ? calls : query.failed ? failures : calls - failures;
}
