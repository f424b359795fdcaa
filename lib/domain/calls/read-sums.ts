import { type SQL, sql } from 'drizzle-orm';
import type { CallSums, Quantiles } from '#lib/contracts/calls.ts';
import type { Tx } from '#lib/db/client.ts';
import type { CallFilter } from './filter.ts';
import { addAll, COUNT_RANGE, type Histogram, quantile, readHistogram } from './histogram.ts';
import { ALL } from './ingest/sum-up.ts';
import type { Piece } from './range.ts';

const COUNTS = ['calls', 'failures', 'aborted', 'promptTokens', 'completionTokens', 'images'] as const;
export type Sums = Record<(typeof COUNTS)[number], number> & { latency: Histogram; firstToken: Histogram };

export const noSums = (): Sums => ({
  calls: 0,
  failures: 0,
  aborted: 0,
  promptTokens: 0,
  completionTokens: 0,
  images: 0,
  latency: new Map(),
  firstToken: new Map(),
});

export function addSums(to: Sums, from: Sums): void {
  for (const name of COUNTS) to[name] += from[name];
  addAll(to.latency, from.latency);
  addAll(to.firstToken, from.firstToken);
}

export const viewSums = ({ latency, firstToken, ...counts }: Sums): CallSums => ({
  ...counts,
  latency: quantilesOf(latency),
  firstToken: quantilesOf(firstToken),
});

function quantilesOf(histogram: Histogram): Quantiles | null {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(histogram, share));
  return p50 == null || p95 == null || p99 == null ? null : { p50, p95, p99 };
}

/** Rows of call_rollup or call_failure under a filter, one index range a piece. */
export function rowsOf(table: 'call_rollup' | 'call_failure', filter: CallFilter, pieces: Piece[]): SQL {
  const parts = pieces.map(
    (piece) => sql`select * from ${sql.identifier(table)} where account_id = ${filter.accountId}
      and step_seconds = ${piece.step} and route_id = any(${list(filter.routes)})
      and key_id = any(${list(filter.callers)})
      and at >= ${new Date(piece.from)} and at < ${new Date(piece.to)}`,
  );
  return sql.join(parts, sql` union all `);
}

// `sql.param`: drizzle would make one parameter of each element.
const list = (ids: string[] | null): SQL => sql`${sql.param(ids ?? [ALL])}::text[]`;

/**
 * Sums under a filter by what `place` says of a row. Counts and the two histograms are asked for side by side: one
 * statement for all grouped by their names as well, which took twice as long.
 */
export async function readSums(
  tx: Tx,
  filter: CallFilter,
  pieces: Piece[],
  place: SQL,
): Promise<Map<string, Sums>> {
  if (pieces.length === 0) return new Map();
  const rows = sql`(${rowsOf('call_rollup', filter, pieces)}) r`;
  const histograms = (column: SQL) =>
    // Materialised: beside `unnest` the place would be worked out for every bucket.
    tx.execute<{ place: string; entries: string[] }>(sql`
      with found as materialized (select ${place} as place, ${column} as entries from ${rows})
      select place::text, array_agg((bucket << 40) | hits) as entries from (
        select place, entry >> 40 as bucket, sum(entry & ${sql.raw(String(COUNT_RANGE - 1))})::bigint as hits
        from (select place, unnest(entries) as entry from found) e group by 1, 2) h
      group by place`);
  const [counts, latency, firstToken] = await Promise.all([
    tx.execute<{ place: string; sums: number[] }>(sql`
      select (${place})::text as place, array[sum(calls), sum(failures), sum(aborted), sum(prompt_tokens),
        sum(completion_tokens), sum(images)]::float8[] as sums from ${rows} group by 1`),
    histograms(sql`r.latency`),
    histograms(sql`r.first_token`),
  ]);
  const result = new Map<string, Sums>();
  for (const row of counts.rows) {
    const sums = noSums();
    for (const [n, name] of COUNTS.entries()) sums[name] = row.sums[n] ?? 0;
    result.set(row.place, sums);
  }
  for (const row of latency.rows)
    addAll(result.get(row.place)?.latency ?? new Map(), readHistogram(row.entries));
  for (const row of firstToken.rows)
    addAll(result.get(row.place)?.firstToken ?? new Map(), readHistogram(row.entries));
  return result;
}
