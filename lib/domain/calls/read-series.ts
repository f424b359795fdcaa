import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { CallSeries } from '#lib/contracts/calls.ts';
import type { Tx } from '#lib/db/client.ts';
import type { CallFilter } from './filter.ts';
import { coarsestFor, piecesOf, type Range, seriesStep } from './range.ts';
import { noSums, readSums, viewSums } from './read-sums.ts';

/** A point for every step of the range, whether anything was called in it or not. */
export async function readSeries(
  tx: Tx,
  filter: CallFilter,
  range: Range,
  points: number,
  now: number,
): Promise<z.input<typeof CallSeries>> {
  const stepSeconds = seriesStep(range, points, now);
  const pieces = piecesOf(range, now, coarsestFor(stepSeconds));
  const place = sql`(floor(extract(epoch from r.at) / ${stepSeconds}::int) * ${stepSeconds}::int)::bigint`;
  const found = await readSums(tx, filter, pieces, place);
  const first = Math.floor(range.from / 1000 / stepSeconds) * stepSeconds;
  const series: z.input<typeof CallSeries>['points'] = [];
  for (let at = first; at * 1000 < range.to; at += stepSeconds)
    series.push({
      at: new Date(at * 1000).toISOString(),
      ...viewSums(found.get(String(at)) ?? noSums()),
    });
  return {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    stepSeconds,
    points: series,
  };
}
