'use client';

import { memo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { type MetricSeries, smooth, splitAtGaps } from './series.ts';
import { strokeOf } from './stroke.ts';

export interface DrawnSeries extends MetricSeries {
  /** Place in the full list: keeps its look when others are hidden. */
  index: number;
}

type Scale = (value: number) => number;
const at = (value: number): string => value.toFixed(1);

function linePath(runs: MetricSeries['points'][], x: Scale, y: Scale): string {
  return runs
    .map((run) => {
      const start = run[0];
      // A lone point between two gaps would be an invisible line.
      if (run.length === 1 && start) return `M${at(x(start[0]) - 1)},${at(y(start[3]))}h2`;
      return run.map((p, i) => `${i === 0 ? 'M' : 'L'}${at(x(p[0]))},${at(y(p[3]))}`).join('');
    })
    .join('');
}

function bandPath(runs: MetricSeries['points'][], x: Scale, y: Scale, floor: number): string {
  const low = (value: number) => Math.max(value, floor);
  return runs
    .filter((run) => run.some((p) => p[1] !== p[2]))
    .map((run) => {
      const up = run.map((p, i) => `${i === 0 ? 'M' : 'L'}${at(x(p[0]))},${at(y(p[2]))}`).join('');
      const down = run.toReversed().map((p) => `L${at(x(p[0]))},${at(y(low(p[1])))}`);
      return `${up}${down.join('')}Z`;
    })
    .join('');
}

/**
 * Draws bands (min to max of every column, so no spike disappears) and lines as one path each: Recharts' own line
 * keeps an object per point, which at 6 × 1,000 columns costs more than the whole page may take.
 */
export const CurveLayer = memo(function CurveLayer({
  series,
  smoothing,
  log,
  bottom,
}: {
  series: readonly DrawnSeries[];
  smoothing: number;
  log: boolean;
  /** Lower end of the y axis. */
  bottom: number;
}) {
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const area = usePlotArea();
  if (!xScale || !yScale || !area) return null;
  const x: Scale = (value) => xScale(value) ?? 0;
  const y: Scale = (value) => yScale(value) ?? 0;
  const clip = `curve-clip-${Math.round(area.x)}-${Math.round(area.width)}-${Math.round(area.height)}`;
  return (
    <g>
      <clipPath id={clip}>
        <rect x={area.x} y={area.y - 2} width={area.width} height={area.height + 4} />
      </clipPath>
      <g clipPath={`url(#${clip})`} fill="none" strokeLinejoin="round">
        {series.map((one) => {
          const { color, dash } = strokeOf(one.index);
          const runs = splitAtGaps(one.points, log);
          const raw = linePath(runs, x, y);
          return (
            <g key={one.id} data-series={one.id}>
              <path
                d={bandPath(runs, x, y, log ? bottom : Number.NEGATIVE_INFINITY)}
                fill={color}
                stroke={color}
                strokeWidth={0.75}
                opacity={0.28}
              />
              <path
                d={raw}
                stroke={color}
                strokeWidth={1.5}
                strokeDasharray={dash}
                opacity={smoothing > 0 ? 0.3 : 1}
              />
              {smoothing > 0 ? (
                <path
                  d={linePath(
                    runs.map((run) => smooth(run, smoothing)),
                    x,
                    y,
                  )}
                  stroke={color}
                  strokeWidth={2}
                  strokeDasharray={dash}
                />
              ) : null}
            </g>
          );
        })}
      </g>
    </g>
  );
});
