'use client';

import '@xyflow/react/dist/style.css';
import { Background, Controls, MarkerType, ReactFlow, type ReactFlowInstance } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { type CSSProperties, type FocusEvent, useMemo, useState } from 'react';
import type { LineageGraph } from '#lib/contracts/models.ts';
import { arrange, NODE_HEIGHT, NODE_WIDTH, type Point, routeKey } from './arrange.ts';
import { type CardNode, LineageCard } from './lineage-card.tsx';
import { LineageEdge, type StepEdge } from './lineage-edge.tsx';
import { stepKind } from './step-kind.ts';
import { useFlow } from './use-flow.ts';

type Canvas = ReactFlowInstance<CardNode, StepEdge>;

const NODE_TYPES = { card: LineageCard };
const EDGE_TYPES = { step: LineageEdge };
const WHOLE = { maxZoom: 1, padding: 0.05 };
/** Below this nobody reads the cards: then the one asked for is shown, with those around it. */
const READABLE = 0.6;
const LOOK = {
  '--xy-background-color': 'transparent',
  '--xy-edge-stroke': 'var(--muted-foreground)',
};

/** The graph itself; its cards are links, so Tab walks them. Loaded by the browser only. */
export default function LineageCanvas({ graph, label }: { graph: LineageGraph; label: string }) {
  const t = useTranslations('models');
  const { resolvedTheme } = useTheme();
  const flow = useFlow();
  const arranged = useMemo(() => arrange(graph, flow), [graph, flow]);
  const nodes = useMemo(
    () =>
      graph.nodes.map(
        (node): CardNode => ({
          id: node.id,
          type: 'card',
          data: { node },
          position: arranged.places.get(node.id) ?? { x: 0, y: 0 },
          width: NODE_WIDTH,
          height: NODE_HEIGHT,
        }),
      ),
    [graph, arranged],
  );
  const edges = useMemo(() => {
    const ends = new Map(graph.nodes.map((node) => [node.id, node]));
    return graph.edges.flatMap((edge): StepEdge[] => {
      const kind = stepKind(edge, ends.get(edge.to));
      const route = arranged.routes.get(routeKey(edge));
      if (!route) return [];
      return [
        {
          id: `${edge.from} ${edge.to} ${edge.job?.id ?? ''}`,
          type: 'step',
          data: { route, flow },
          source: edge.from,
          target: edge.to,
          label: kind ? t(`kind.${kind}`) : undefined,
          markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--muted-foreground)' },
        },
      ];
    });
  }, [graph, arranged, flow, t]);
  const [canvas, setCanvas] = useState<Canvas>();
  const begin = async (begun: Canvas) => {
    setCanvas(begun);
    await begun.fitView(WHOLE);
    const focus = graph.nodes.find((node) => node.focus);
    if (focus && begun.getZoom() < READABLE) await centre(begun, arranged.places.get(focus.id), 0.8);
  };
  // What Tab reaches outside of the window is brought into it.
  const reveal = ({ target }: FocusEvent) => {
    const id =
      target.matches(':focus-visible') && target.closest('.react-flow__node')?.getAttribute('data-id');
    if (id && canvas) void centre(canvas, arranged.places.get(id), canvas.getZoom());
  };
  return (
    <section
      aria-label={label}
      className="h-140 overflow-hidden rounded-lg border bg-surface sm:h-105"
      style={LOOK as CSSProperties}
    >
      <ReactFlow
        key={flow}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={resolvedTheme === 'dark' ? 'dark' : 'light'}
        onInit={(begun) => void begin(begun)}
        onFocus={reveal}
        fitViewOptions={WHOLE}
        minZoom={0.1}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        ariaLabelConfig={{
          'controls.ariaLabel': t('lineageControls'),
          'controls.zoomIn.ariaLabel': t('zoomIn'),
          'controls.zoomOut.ariaLabel': t('zoomOut'),
          'controls.fitView.ariaLabel': t('fitView'),
        }}
      >
        <Background />
        <Controls showInteractive={false} fitViewOptions={WHOLE} />
      </ReactFlow>
    </section>
  );
}

async function centre(canvas: Canvas, place: Point | undefined, zoom: number): Promise<void> {
  if (place) await canvas.setCenter(place.x + NODE_WIDTH / 2, place.y + NODE_HEIGHT / 2, { zoom });
}
