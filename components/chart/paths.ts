import { type ChartPoint, type ChartRange, type MetricSeries, smooth, splitAtGaps } from './series.ts';

/**
 * Curves are drawn in units of their own and stretched to the chart's width by the browser, so that the server can
 * draw them before any width is known. A unit is a tenth of a pixel upwards, and less than that sideways.
 */
export const UNITS_WIDE = 10_000;
export const UNITS_PER_PIXEL = 10;

type Scale = (value: number) => number;
type Vertex = readonly [x: number, y: number];

export interface Frame {
  range: ChartRange;
  /** Lower and upper end of the y axis. */
  domain: readonly [number, number];
  log: boolean;
  /** In pixels. */
  height: number;
}

/** Where a value lies between two ends: 0 to 1. */
export function shareOf(value: number, [from, to]: readonly [number, number], log = false): number {
  return log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}

const scaleX = ({ range }: Frame): Scale => {
  const factor = UNITS_WIDE / (range[1] - range[0]);
  return (value) => Math.round((value - range[0]) * factor);
};

function scaleY({ domain, log, height }: Frame): Scale {
  const units = height * UNITS_PER_PIXEL;
  if (log) return (value) => Math.round((1 - shareOf(value, domain, true)) * units);
  const factor = units / (domain[1] - domain[0]);
  return (value) => Math.round((domain[1] - value) * factor);
}

/** Each vertex relative to the one before: half the characters of absolute ones, and whole units add up exactly. */
function outline(vertices: readonly Vertex[]): string {
  let text = '';
  let [atX, atY] = [0, 0];
  for (const [x, y] of vertices) {
    text += text === '' ? `M${x},${y}l` : `${x - atX},${y - atY} `;
    [atX, atY] = [x, y];
  }
  return text.trimEnd();
}

/** The points inside the range, and one more at each end for the line that leads out. */
function inside(run: readonly ChartPoint[], [from, to]: ChartRange): readonly ChartPoint[] {
  let first = run.findIndex((point) => point[0] >= from);
  if (first < 0) first = run.length;
  let end = run.findIndex((point) => point[0] > to);
  if (end < 0) end = run.length;
  return first === 0 && end === run.length ? run : run.slice(Math.max(0, first - 1), end + 1);
}

function linePath(runs: readonly (readonly ChartPoint[])[], frame: Frame): string {
  const [x, y] = [scaleX(frame), scaleY(frame)];
  return runs
    .map((run) => inside(run, frame.range).map((point): Vertex => [x(point[0]), y(point[3])]))
    .map((line) => (line.length > 1 ? outline(line) : ''))
    .join('');
}

/** Points that no line leads to: between two gaps, or alone. */
function dotsPath(runs: readonly (readonly ChartPoint[])[], frame: Frame): string {
  const [x, y] = [scaleX(frame), scaleY(frame)];
  return runs
    .map((run) => inside(run, frame.range))
    .map(([point, next]) => (point && !next ? `M${x(point[0])},${y(point[3])}h0` : ''))
    .join('');
}

function bandPath(runs: readonly (readonly ChartPoint[])[], frame: Frame): string {
  const [x, y] = [scaleX(frame), scaleY(frame)];
  const floor = frame.log ? frame.domain[0] : Number.NEGATIVE_INFINITY;
  return runs
    .map((run) => inside(run, frame.range))
    .filter((run) => run.some((point) => point[1] !== point[2]))
    .map((run) => {
      const top = run.map((point): Vertex => [x(point[0]), y(point[2])]);
      const bottom = run.map((point): Vertex => [x(point[0]), y(Math.max(point[1], floor))]);
      return `${outline([...top, ...bottom.reverse()])}Z`;
    })
    .join('');
}

export interface CurvePaths {
  /** From minimum to maximum of every column, so that no spike disappears; empty where they are one. */
  band: string;
  line: string;
  dots: string;
  smoothed: string | null;
}

export function curvePaths(points: MetricSeries['points'], frame: Frame, smoothing: number): CurvePaths {
  const runs = splitAtGaps(points, frame.log);
  return {
    band: bandPath(runs, frame),
    line: linePath(runs, frame),
    dots: dotsPath(runs, frame),
    smoothed:
      smoothing > 0
        ? linePath(
            runs.map((run) => smooth(run, smoothing)),
            frame,
          )
        : null,
  };
}
