'use client';

import type { DrawnSeries } from './curve-layer.tsx';
import { type Frame, shareOf } from './paths.ts';
import { type ChartRange, nearestIndex } from './series.ts';
import { strokeOf } from './stroke.ts';

const percent = (share: number): string => `${share * 100}%`;

/** The line under the cursor, a dot on every curve, and the part being chosen. */
export function Crosshair({
  series,
  frame,
  cursor,
  selection,
}: {
  series: readonly DrawnSeries[];
  frame: Frame;
  cursor: number | null;
  selection: ChartRange | null;
}) {
  const { range, domain, log } = frame;
  const inside = cursor !== null && cursor >= range[0] && cursor <= range[1];
  const from = selection ? shareOf(Math.min(...selection), range) : 0;
  const to = selection ? shareOf(Math.max(...selection), range) : 0;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute inset-0 overflow-clip [overflow-clip-margin:5px]"
    >
      {selection ? (
        <div
          className="absolute inset-y-0 bg-primary/15"
          style={{ left: percent(from), width: percent(to - from) }}
        />
      ) : null}
      {inside ? (
        <div
          className="absolute inset-y-0 border-muted-foreground border-l border-dashed"
          style={{ left: percent(shareOf(cursor, range)) }}
        />
      ) : null}
      {inside
        ? series.map(({ id, index, points }) => {
            const point = points[nearestIndex(points, cursor)];
            const left = point ? shareOf(point[0], range) : Number.NaN;
            const top = point ? 1 - shareOf(point[3], domain, log) : Number.NaN;
            if (!Number.isFinite(left) || !Number.isFinite(top)) return null;
            return (
              <div
                key={id}
                className="absolute size-2.25 -translate-1/2 rounded-full border-2 bg-background"
                style={{ left: percent(left), top: percent(top), borderColor: strokeOf(index).color }}
              />
            );
          })
        : null}
    </div>
  );
}
