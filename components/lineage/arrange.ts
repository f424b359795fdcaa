import { Graph, layout } from '@dagrejs/dagre';
import type { LineageGraph } from '#lib/contracts/models.ts';

export const NODE_WIDTH = 208;
export const NODE_HEIGHT = 84;

/** Places of the nodes' upper left corners, from left (where things came from) to right. */
export function arrange(graph: LineageGraph): Map<string, { x: number; y: number }> {
  const drawing = new Graph();
  drawing.setGraph({ rankdir: 'LR', nodesep: 20, ranksep: 88, marginx: 8, marginy: 8 });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) drawing.setNode(node.id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const edge of graph.edges) drawing.setEdge(edge.from, edge.to);
  layout(drawing);
  return new Map(
    graph.nodes.map(({ id }) => {
      const { x, y } = drawing.node(id) as { x: number; y: number };
      return [id, { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }];
    }),
  );
}
