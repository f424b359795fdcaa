'use client';

import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { DrawnSeries } from './curve-layer.tsx';
import { nearestIndex } from './series.ts';
import { strokeOf } from './stroke.ts';

/** The line under the cursor, a dot on every curve, and the part being chosen. */
export function CrosshairLayer({
  series,
  cursor,
  selection,
}: {
  series: readonly DrawnSeries[];
  cursor: number | null;
  selection: readonly [number, number] | null;
}) {
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const area = usePlotArea();
  if (!xScale || !yScale || !area) return null;
  const x = cursor === null ? undefined : xScale(cursor);
  const inside = x !== undefined && x >= area.x - 1 && x <= area.x + area.width + 1;
  const left = selection ? xScale(Math.min(...selection)) : undefined;
  const right = selection ? xScale(Math.max(...selection)) : undefined;
  return (
    <g pointerEvents="none">
      {left !== undefined && right !== undefined ? (
        <rect
          x={left}
          y={area.y}
          width={Math.max(0, right - left)}
          height={area.height}
          fill="var(--primary)"
          opacity={0.15}
        />
      ) : null}
      {inside && cursor !== null ? (
        <>
          <line
            x1={x}
            x2={x}
            y1={area.y}
            y2={area.y + area.height}
            stroke="var(--muted-foreground)"
            strokeDasharray="3 3"
          />
          {series.map((one) => {
            const point = one.points[nearestIndex(one.points, cursor)];
            const dotX = point ? xScale(point[0]) : undefined;
            const dotY = point ? yScale(point[3]) : undefined;
            if (dotX === undefined || dotY === undefined || Number.isNaN(dotY)) return null;
            return (
              <circle
                key={one.id}
                cx={dotX}
                cy={dotY}
                r={3.5}
                fill="var(--background)"
                stroke={strokeOf(one.index).color}
                strokeWidth={2}
              />
            );
          })}
        </>
      ) : null}
    </g>
  );
}
