'use client';

import '@xyflow/react/dist/style.css';
import { Background, Controls, type Edge, MarkerType, ReactFlow } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useMemo } from 'react';
import type { LineageGraph } from '#lib/contracts/models.ts';
import { arrange, NODE_HEIGHT, NODE_WIDTH } from './arrange.ts';
import { type CardNode, LineageCard } from './lineage-card.tsx';
import { stepKind } from './step-kind.ts';

const NODE_TYPES = { card: LineageCard };

/** The graph itself; its cards are links, so Tab walks them. Loaded by the browser only. */
export default function LineageCanvas({ graph, label }: { graph: LineageGraph; label: string }) {
  const t = useTranslations('models');
  const { resolvedTheme } = useTheme();
  const nodes = useMemo(() => {
    const places = arrange(graph);
    return graph.nodes.map(
      (node): CardNode => ({
        id: node.id,
        type: 'card',
        data: { node },
        position: places.get(node.id) ?? { x: 0, y: 0 },
        width: NODE_WIDTH,
        height: NODE_HEIGHT,
      }),
    );
  }, [graph]);
  const edges = useMemo(() => {
    const ends = new Map(graph.nodes.map((node) => [node.id, node]));
    return graph.edges.map((edge): Edge => {
      const kind = stepKind(edge, ends.get(edge.to));
      return {
        id: `${edge.from} ${edge.to} ${edge.job?.id ?? ''}`,
        source: edge.from,
        target: edge.to,
        label: kind ? t(`kind.${kind}`) : undefined,
        markerEnd: { type: MarkerType.ArrowClosed },
      };
    });
  }, [graph, t]);
  return (
    <section aria-label={label} className="h-105 overflow-hidden rounded-lg border bg-surface">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        colorMode={resolvedTheme === 'dark' ? 'dark' : 'light'}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
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
        <Controls showInteractive={false} />
      </ReactFlow>
    </section>
  );
}
