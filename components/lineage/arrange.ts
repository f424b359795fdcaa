import { Graph, layout } from '@dagrejs/dagre';
import type { LineageGraph } from '#lib/contracts/models.ts';

export const NODE_WIDTH = 208;
export const NODE_HEIGHT = 96;
const LABEL = { width: 64, height: 20, labelpos: 'c' };

export type Point = { x: number; y: number };
/** `across`: from left to right; `down`: from top to bottom, for narrow windows. */
export type Flow = 'across' | 'down';
/** Where an edge runs and where what it says stands; it never crosses a card. */
export type Route = { points: Point[]; label: Point };
export type Arranged = { places: Map<string, Point>; routes: Map<string, Route> };

export const routeKey = ({ from, to }: { from: string; to: string }): string => `${from} ${to}`;

/** Places of the cards' upper left corners and the ways between them, along the flow from where things came. */
export function arrange(graph: Pick<LineageGraph, 'nodes' | 'edges'>, flow: Flow): Arranged {
  const across = flow === 'across';
  const drawing = new Graph();
  drawing.setGraph({
    rankdir: across ? 'LR' : 'TB',
    ...{ nodesep: 20, edgesep: 24, ranksep: across ? 16 : 32, marginx: 8, marginy: 8 },
  });
  for (const node of graph.nodes) drawing.setNode(node.id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to } of graph.edges) drawing.setEdge(from, to, { ...LABEL });
  layout(drawing);
  const middles = new Map(graph.nodes.map(({ id }) => [id, drawing.node(id) as Point]));
  const half = across ? { x: NODE_WIDTH / 2, y: 0 } : { x: 0, y: NODE_HEIGHT / 2 };
  const routes = graph.edges.map(({ from, to }): [string, Route] => {
    const edge = drawing.edge(from, to) as Route & Point;
    const [start, end] = [middles.get(from), middles.get(to)];
    const points = [
      ...(start ? [{ x: start.x + half.x, y: start.y + half.y }] : []),
      ...edge.points.slice(1, -1),
      ...(end ? [{ x: end.x - half.x, y: end.y - half.y }] : []),
    ];
    return [routeKey({ from, to }), { points, label: { x: edge.x, y: edge.y } }];
  });
  return {
    places: new Map(
      [...middles].map(([id, { x, y }]) => [id, { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }]),
    ),
    routes: new Map(routes),
  };
}

/** A smooth SVG path through the points that leaves and arrives along the flow. */
export function pathThrough(points: readonly Point[], flow: Flow): string {
  const turn = ({ x, y }: Point): Point => (flow === 'across' ? { x, y } : { x: y, y: x });
  const along = points.map(turn);
  const rises = along.map((point, n) => {
    const before = along[n - 1] ?? point;
    return (point.y - before.y) / (point.x - before.x || 1);
  });
  // Level wherever it turns, so that it never swings beyond a point.
  const slopes = along.map((_, n) => {
    const [before, after] = [rises[n] ?? 0, rises[n + 1] ?? 0];
    return n > 0 && before * after > 0 ? (2 * before * after) / (before + after) : 0;
  });
  const text = (point: Point): string => {
    const { x, y } = turn(point);
    return `${round(x)},${round(y)}`;
  };
  return along
    .map((point, n) => {
      const before = along[n - 1];
      if (!before) return `M${text(point)}`;
      const third = (point.x - before.x) / 3;
      const leaving = { x: before.x + third, y: before.y + third * (slopes[n - 1] ?? 0) };
      const arriving = { x: point.x - third, y: point.y - third * (slopes[n] ?? 0) };
      return `C${text(leaving)} ${text(arriving)} ${text(point)}`;
    })
    .join(' ');
}

const round = (value: number): number => Math.round(value * 10) / 10;
