'use client';

import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react';
import { type Flow, pathThrough, type Route } from './arrange.ts';

export type StepEdge = Edge<{ route: Route; flow: Flow }, 'step'>;

/** A step along the route that was laid out for it, around the cards between. */
export function LineageEdge({ data, label, markerEnd }: EdgeProps<StepEdge>) {
  if (!data) return null;
  const { route, flow } = data;
  return (
    <BaseEdge
      path={pathThrough(route.points, flow)}
      labelX={route.label.x}
      labelY={route.label.y}
      label={label}
      labelStyle={{ fontSize: 12 }}
      labelBgPadding={[4, 2]}
      {...(markerEnd ? { markerEnd } : {})}
    />
  );
}
