import { sql } from 'drizzle-orm';
import { CallSummary, SummariseCallsInput } from '#lib/contracts/calls.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { resolveFilter } from './filter.ts';
import { coveredRange, piecesOf, type Range } from './range.ts';
import { noSums, readSums, viewSums } from './read-sums.ts';

/** Calls, failures, tokens and latency of a time range, and of the one before it. */
export const summariseCalls = defineRead({
  name: 'call.summarise',
  permission: 'call:read',
  input: SummariseCallsInput,
  output: CallSummary,
  run: async ({ ctx, tx, input }) => {
    const now = Date.now();
    const range = coveredRange(input, now);
    const filter = await resolveFilter({ ctx, tx }, input);
    const sumsOf = async (part: Range) =>
      (await readSums(tx, filter, piecesOf(part, now), sql`''`)).get('') ?? noSums();
    const length = range.to - range.from;
    const iso = (ms: number) => new Date(ms).toISOString();
    const earlier = coveredRange({ from: iso(range.from - length), to: iso(range.from) }, now);
    const [sums, before] = await Promise.all([sumsOf(range), sumsOf(earlier)]);
    return {
      from: iso(range.from),
      to: iso(range.to),
      sums: viewSums(sums),
      before: before.calls > 0 ? viewSums(before) : null,
    };
  },
});
