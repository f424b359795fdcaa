import { describe, expect, it } from 'vitest';
import type { LineageNode } from '#lib/contracts/models.ts';
import { arrange, type Flow, NODE_HEIGHT, NODE_WIDTH, type Point, pathThrough, routeKey } from './arrange.ts';

const card = (id: string): LineageNode => ({
  id,
  kind: 'model-version',
  name: id,
  number: 1,
  state: 'ready',
  parentId: id,
  gone: false,
  figure: null,
  focus: id === 'tuned',
});
const ids = ['template', 'base', 'data', 'tuned', 'w8a8', 'w4a16', 'before', 'after', 'service'];
const steps = [
  ['template', 'base'],
  ['base', 'tuned'],
  ['data', 'tuned'],
  ['base', 'before'],
  ['tuned', 'w8a8'],
  ['tuned', 'w4a16'],
  ['tuned', 'after'],
  ['w8a8', 'after'],
  ['w4a16', 'after'],
  ['tuned', 'service'],
  ['data', 'w8a8'],
  ['data', 'w4a16'],
] as const;
/** Base → tuned → compressed twice → evaluated together, and deployed. */
const CHAIN = {
  nodes: ids.map(card),
  edges: steps.map(([from, to]) => ({ from, to, job: null })),
};

/** Points of the drawn path, a curve after the other. */
function along(path: string): Point[] {
  const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
  const points = numbers.flatMap((x, n) => (n % 2 === 0 ? [{ x, y: numbers[n + 1] ?? 0 }] : []));
  const found: Point[] = [];
  for (let n = 0; n + 3 < points.length; n += 3) {
    const [a, b, c, d] = points.slice(n, n + 4);
    if (!a || !b || !c || !d) break;
    for (let t = 0; t <= 1; t += 0.05) {
      const s = 1 - t;
      const mix = (key: 'x' | 'y') =>
        s ** 3 * a[key] + 3 * s * s * t * b[key] + 3 * s * t * t * c[key] + t ** 3 * d[key];
      found.push({ x: mix('x'), y: mix('y') });
    }
  }
  return found;
}

describe.each<Flow>(['across', 'down'])('a whole chain %s', (flow) => {
  const { places, routes } = arrange(CHAIN, flow);
  const at = (id: string): Point => places.get(id) ?? { x: NaN, y: NaN };

  it('has a place of its own for every card', () => {
    expect([...places.keys()].sort()).toEqual([...ids].sort());
    for (const one of ids)
      for (const other of ids.filter((id) => id > one)) {
        const [a, b] = [at(one), at(other)];
        expect(Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT).toBe(true);
      }
  });

  it('leads forwards, from the side of one card to that of the next', () => {
    for (const [from, to] of steps) {
      const { points } = routes.get(routeKey({ from, to })) ?? { points: [] };
      const [start, end] = [at(from), at(to)];
      if (flow === 'across') {
        expect(end.x).toBeGreaterThanOrEqual(start.x + NODE_WIDTH);
        expect(points.at(0)).toEqual({ x: start.x + NODE_WIDTH, y: start.y + NODE_HEIGHT / 2 });
        expect(points.at(-1)).toEqual({ x: end.x, y: end.y + NODE_HEIGHT / 2 });
      } else {
        expect(end.y).toBeGreaterThanOrEqual(start.y + NODE_HEIGHT);
        expect(points.at(0)).toEqual({ x: start.x + NODE_WIDTH / 2, y: start.y + NODE_HEIGHT });
        expect(points.at(-1)).toEqual({ x: end.x + NODE_WIDTH / 2, y: end.y });
      }
    }
  });

  it('crosses no card with a step', () => {
    for (const [from, to] of steps) {
      const { points } = routes.get(routeKey({ from, to })) ?? { points: [] };
      const crossed = ids.filter((id) => {
        const { x, y } = at(id);
        return along(pathThrough(points, flow)).some(
          (point) =>
            point.x > x + 1 &&
            point.x < x + NODE_WIDTH - 1 &&
            point.y > y + 1 &&
            point.y < y + NODE_HEIGHT - 1,
        );
      });
      expect(crossed, `${from} to ${to}`).toEqual([]);
    }
  });
});
