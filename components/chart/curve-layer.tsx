'use client';

import { memo, useMemo } from 'react';
import { type CurvePaths, curvePaths, type Frame } from './paths.ts';
import type { MetricSeries } from './series.ts';
import { strokeOf } from './stroke.ts';

export interface DrawnSeries extends MetricSeries {
  /** Place in the full list: keeps its look when others are hidden. */
  index: number;
}

/** Bands and lines, one path each. */
export const CurveLayer = memo(function CurveLayer({
  series,
  smoothing,
  frame,
}: {
  series: readonly DrawnSeries[];
  smoothing: number;
  frame: Frame;
}) {
  const curves = useMemo(
    () => series.map((one) => ({ ...one, paths: curvePaths(one.points, frame, smoothing) })),
    [series, frame, smoothing],
  );
  return (
    <g fill="none" strokeLinejoin="round">
      {curves.map(({ id, index, paths }) => (
        <g key={id} data-series={id}>
          <Curve paths={paths} index={index} />
        </g>
      ))}
    </g>
  );
});

const EVEN = { vectorEffect: 'non-scaling-stroke' } as const;

function Curve({ paths, index }: { paths: CurvePaths; index: number }) {
  const { color, dash } = strokeOf(index);
  return (
    <>
      <path {...EVEN} d={paths.band} fill={color} stroke={color} strokeWidth={0.75} opacity={0.28} />
      <path {...EVEN} d={paths.dots} stroke={color} strokeWidth={5} strokeLinecap="round" />
      <path
        {...EVEN}
        d={paths.line}
        stroke={color}
        strokeWidth={1.5}
        strokeDasharray={dash || undefined}
        opacity={paths.smoothed === null ? 1 : 0.3}
      />
      {paths.smoothed === null ? null : (
        <path
          {...EVEN}
          d={paths.smoothed}
          stroke={color}
          strokeWidth={2}
          strokeDasharray={dash || undefined}
        />
      )}
    </>
  );
}
