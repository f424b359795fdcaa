/** One pixel column: where it starts, the extremes inside it, and its last value. */
export type ChartPoint = readonly [x: number, min: number, max: number, last: number];

export interface MetricSeries {
  id: string;
  name: string;
  /** Ascending in x. */
  points: readonly ChartPoint[];
}

/** Part of the x axis that is shown. */
export type ChartRange = readonly [from: number, to: number];

/** The columns of a curve as the REST interface answers them, as points. */
export function pointsFromColumns(columns: {
  step: readonly number[];
  min: readonly number[];
  max: readonly number[];
  last: readonly number[];
}): ChartPoint[] {
  return columns.step.map((x, i) => {
    const last = columns.last[i] ?? Number.NaN;
    return [x, columns.min[i] ?? last, columns.max[i] ?? last, last];
  });
}

/** Index of the point nearest to `x`; -1 without points. */
export function nearestIndex(points: readonly ChartPoint[], x: number): number {
  let low = 0;
  let high = points.length - 1;
  if (high < 0) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.[0] ?? 0) <= x) low = middle;
    else high = middle;
  }
  const toLow = Math.abs((points[low]?.[0] ?? 0) - x);
  const toHigh = Math.abs((points[high]?.[0] ?? 0) - x);
  return toHigh < toLow ? high : low;
}

/** A distance beyond which two neighbours are not joined: four times the usual one. */
export function gapSize(points: readonly ChartPoint[]): number {
  const steps: number[] = [];
  for (let i = 1; i < points.length; i += 1) steps.push((points[i]?.[0] ?? 0) - (points[i - 1]?.[0] ?? 0));
  steps.sort((a, b) => a - b);
  return (steps[steps.length >> 1] ?? Number.POSITIVE_INFINITY) * 4;
}

/** Runs of points without a gap inside. Values that cannot be drawn (NaN, ≤ 0 on a log scale) end a run too. */
export function splitAtGaps(points: readonly ChartPoint[], log: boolean): ChartPoint[][] {
  const gap = gapSize(points);
  const runs: ChartPoint[][] = [];
  let run: ChartPoint[] = [];
  let before: number | null = null;
  for (const point of points) {
    const drawable = Number.isFinite(point[3]) && (!log || point[3] > 0);
    if (run.length > 0 && (!drawable || (before !== null && point[0] - before > gap))) {
      runs.push(run);
      run = [];
    }
    if (drawable) {
      run.push(point);
      before = point[0];
    }
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/** Exponential moving average of the last values, corrected for its start; `weight` from 0 (none) to 0.99. */
export function smooth(points: readonly ChartPoint[], weight: number): ChartPoint[] {
  let average = 0;
  let share = 0;
  return points.map(([x, , , last]) => {
    if (Number.isFinite(last)) {
      average = average * weight + last * (1 - weight);
      share = share * weight + (1 - weight);
    }
    const value = share > 0 ? average / share : last;
    return [x, value, value, value];
  });
}
