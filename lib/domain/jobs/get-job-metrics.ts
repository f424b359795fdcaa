import { JobMetrics, JobMetricsInput } from '#lib/contracts/jobs.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { invalidRange } from './invalid-range.ts';
import { fetchJob } from './job-row.ts';
import { gridFor, readCurves } from './metrics/read-curves.ts';
import { curveSummaries } from './metrics/read-series.ts';

/** Curves as columns of a chart `points` pixels wide; whole or a range of steps. */
export const getJobMetrics = defineRead({
  name: 'job.metrics',
  permission: 'job:read',
  input: JobMetricsInput,
  output: JobMetrics,
  run: async ({ ctx, tx, input }) => {
    const row = await fetchJob({ ctx, tx }, input.id, { right: 'read' });
    const all = await curveSummaries(tx, row.id);
    const wanted = input.metrics?.length ? input.metrics : null;
    const curves = wanted ? all.filter((curve) => wanted.includes(curve.metric)) : all;
    const fromStep = input.fromStep ?? Math.min(...curves.map((curve) => curve.firstStep), 2 ** 31 - 1);
    const toStep = input.toStep ?? Math.max(...curves.map((curve) => curve.lastStep), 0);
    if (curves.length === 0)
      return { id: row.id, state: row.state, fromStep: 0, toStep: 0, width: 1, curves: [] };
    if (toStep < fromStep) throw invalidRange(fromStep, toStep);
    const grid = gridFor(fromStep, toStep, input.points);
    return {
      id: row.id,
      state: row.state,
      fromStep,
      toStep,
      width: grid.width,
      curves: await readCurves(tx, row.id, curves, grid),
    };
  },
});
