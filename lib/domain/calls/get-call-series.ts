import { CallSeries, CallSeriesInput } from '#lib/contracts/calls.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { resolveFilter } from './filter.ts';
import { coveredRange } from './range.ts';
import { readSeries } from './read-series.ts';

/** Calls over time, in steps that fit the room there is to draw them. */
export const getCallSeries = defineRead({
  name: 'call.series',
  permission: 'call:read',
  input: CallSeriesInput,
  output: CallSeries,
  run: async ({ ctx, tx, input }) => {
    const now = Date.now();
    const filter = await resolveFilter({ ctx, tx }, input);
    return readSeries(tx, filter, coveredRange(input, now), input.points, now);
  },
});
