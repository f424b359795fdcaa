import type { Curve } from '#lib/contracts/jobs.ts';

/** Vertices stand on whole units, and so do the two that the scale is taken from: a tenth of a pixel, rounded thrice. */
const ROUNDING_UNITS = 1.1;

/**
 * Columns whose drawn extremes are not where the values belong. The chart's scales are linear, so the two outermost
 * values fix them; every other vertex must then lie on its value to within the path's rounding.
 */
export function misdrawn(band: string, { columns }: Curve): number {
  const vertices = verticesOf(band);
  const count = columns.step.length;
  // Columns of one point each are a line without a band.
  if (columns.min.every((min, i) => min === columns.max[i])) return band === '' ? 0 : count;
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
    Math.abs((drawn ?? Number.NaN) - wanted) <= ROUNDING_UNITS ? 0 : 1;
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

/** `M12,34l5,-6 7,8Z`: the first vertex, then the way to each next one. */
function verticesOf(band: string): { x: number; y: number }[] {
  const vertices: { x: number; y: number }[] = [];
  for (const [, x, y] of band.matchAll(/(-?\d+),(-?\d+)/g)) {
    const before = vertices.at(-1) ?? { x: 0, y: 0 };
    vertices.push({ x: before.x + Number(x), y: before.y + Number(y) });
  }
  return vertices;
}

const indexOfExtreme = (values: number[], beats: (a: number, b: number) => boolean): number =>
  values.reduce((best, value, i) => (beats(value, values[best] ?? value) ? i : best), 0);

type Place = [value: number, pixel: number];
const through =
  ([v0, p0]: Place, [v1, p1]: Place) =>
  (value: number): number =>
    v1 === v0 ? p0 : p0 + ((value - v0) / (v1 - v0)) * (p1 - p0);
