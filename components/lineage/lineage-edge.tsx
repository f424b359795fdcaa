'use client';

import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { type Flow, pathThrough, type Route } from './arrange.ts';

export type StepEdge = Edge<{ route: Route; flow: Flow }, 'step'>;

/** A step along the route that was laid out for it, around the cards between. */
export function LineageEdge({ data, label, markerEnd }: EdgeProps<StepEdge>) {
  if (!data) return null;
  const { route, flow } = data;
  const { x, y } = route.label;
  return (
    <>
      <BaseEdge path={pathThrough(route.points, flow)} {...(markerEnd ? { markerEnd } : {})} />
      {label ? (
        // Above every line: another step may run beneath it.
        <EdgeLabelRenderer>
          <span
            className="absolute bg-surface px-1 text-muted-foreground text-xs"
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
}
