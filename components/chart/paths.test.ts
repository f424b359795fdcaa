import { describe, expect, it } from 'vitest';
import { curvePaths, type Frame, UNITS_PER_PIXEL, UNITS_WIDE } from './paths.ts';
import type { ChartPoint } from './series.ts';

const frame = (over: Partial<Frame> = {}): Frame => ({
  range: [0, 100],
  domain: [0, 10],
  log: false,
  height: 200,
  ...over,
});
const HIGH = 200 * UNITS_PER_PIXEL;

/** Absolute vertices of one `M…l…` run. */
function decode(path: string): [number, number][] {
  const vertices: [number, number][] = [];
  for (const [, x, y] of path.matchAll(/(-?\d+),(-?\d+)/g)) {
    const [atX, atY] = vertices.at(-1) ?? [0, 0];
    vertices.push([atX + Number(x), atY + Number(y)]);
  }
  return vertices;
}

describe('a curve', () => {
  const points: ChartPoint[] = Array.from({ length: 101 }, (_, x) => {
    const last = 5 + 4 * Math.sin(x / 7);
    return [x, last - 0.5, last + 0.5, last];
  });

  it('puts every column on its place and extremes, however long the path', () => {
    const { band, line, smoothed } = curvePaths(points, frame(), 0);
    expect(smoothed).toBeNull();
    const drawn = decode(line);
    const edge = decode(band);
    expect(drawn).toHaveLength(101);
    expect(edge).toHaveLength(202);
    for (const [i, [x, min, max, last]] of points.entries()) {
      expect(drawn[i]).toEqual([(x * UNITS_WIDE) / 100, Math.round((1 - last / 10) * HIGH)]);
      expect(edge[i]).toEqual([(x * UNITS_WIDE) / 100, Math.round((1 - max / 10) * HIGH)]);
      expect(edge[201 - i]).toEqual([(x * UNITS_WIDE) / 100, Math.round((1 - min / 10) * HIGH)]);
    }
  });

  it('draws of a zoom what is seen and the way out of it', () => {
    const drawn = decode(curvePaths(points, frame({ range: [40.5, 60.5] }), 0).line);
    expect(drawn).toHaveLength(22);
    expect(drawn[0]?.[0]).toBe(-0.5 * (UNITS_WIDE / 20));
    expect(drawn.at(-1)?.[0]).toBe(20.5 * (UNITS_WIDE / 20));
  });

  it('smooths from the run’s start, also where a zoom hides it', () => {
    const whole = decode(curvePaths(points, frame(), 0.9).smoothed ?? '');
    const part = decode(curvePaths(points, frame({ range: [50, 60] }), 0.9).smoothed ?? '');
    expect(part.map(([, y]) => y)).toEqual(whole.slice(49, 62).map(([, y]) => y));
  });

  it('leaves gaps open and shows a lone point', () => {
    const torn: ChartPoint[] = [0, 1, 2, 50, 98, 99, 100].map((x) => [x, 5, 5, 5]);
    const { band, line, dots } = curvePaths(torn, frame(), 0);
    expect(line.match(/M/g)).toHaveLength(2);
    expect(dots).toBe(`M${UNITS_WIDE / 2},${HIGH / 2}h0`);
    expect(band).toBe('');
  });

  it('keeps a log band above the axis and leaves out what has no logarithm', () => {
    const mixed: ChartPoint[] = [
      [0, 1, 100, 10],
      [1, -5, 10, 1],
      [2, -5, -1, -2],
      [3, 1, 10, 10],
    ];
    const { band, line, dots } = curvePaths(mixed, frame({ range: [0, 3], domain: [1, 100], log: true }), 0);
    const [first] = band.split('Z');
    expect(decode(first ?? '').map(([, y]) => y)).toEqual([0, HIGH / 2, HIGH, HIGH]);
    expect(line.match(/M/g)).toHaveLength(1);
    expect(dots.match(/M/g)).toHaveLength(1);
  });
});
