import type { Curve } from '#lib/contracts/jobs.ts';

/** Paths are written with one decimal. */
const ROUNDING_PIXELS = 0.11;

/**
 * Columns whose drawn extremes are not where the values belong. The chart's scales are linear, so the two outermost
 * values fix them; every other vertex must then lie on its value to within the path's rounding.
 */
export function misdrawn(band: string, { columns }: Curve): number {
  const vertices = [...band.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
  const count = columns.step.length;
  if (vertices.length !== 2 * count) return count;
  const top = vertices.slice(0, count);
  const bottom = vertices.slice(count).reverse();
  const highest = indexOfExtreme(columns.max, (a, b) => a > b);
  const lowest = indexOfExtreme(columns.min, (a, b) => a < b);
  const y = through(
    [columns.max[highest] ?? 0, top[highest]?.y ?? 0],
    [columns.min[lowest] ?? 0, bottom[lowest]?.y ?? 0],
  );
  const x = through([columns.step[0] ?? 0, top[0]?.x ?? 0], [columns.step.at(-1) ?? 0, top.at(-1)?.x ?? 0]);
  const off = (drawn: number | undefined, wanted: number) =>
    Math.abs((drawn ?? Number.NaN) - wanted) <= ROUNDING_PIXELS ? 0 : 1;
  let wrong = 0;
  for (let i = 0; i < count; i++) {
    const faults =
      off(top[i]?.x, x(columns.step[i] ?? 0)) +
      off(top[i]?.y, y(columns.max[i] ?? 0)) +
      off(bottom[i]?.y, y(columns.min[i] ?? 0));
    if (faults > 0) wrong++;
  }
  return wrong;
}

const indexOfExtreme = (values: number[], beats: (a: number, b: number) => boolean): number =>
  values.reduce((best, value, i) => (beats(value, values[best] ?? value) ? i : best), 0);

type Place = [value: number, pixel: number];
const through =
  ([v0, p0]: Place, [v1, p1]: Place) =>
  (value: number): number =>
    v1 === v0 ? p0 : p0 + ((value - v0) / (v1 - v0)) * (p1 - p0);
