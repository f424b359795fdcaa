'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { cn } from '#components/ui/cn.ts';
import { type Cursor, useCursor } from './chart-link.tsx';
import type { DrawnSeries } from './curve-layer.tsx';
import { type ChartRange, type MetricSeries, nearestIndex } from './series.ts';
import { strokeOf } from './stroke.ts';

/** Every series with its line, its value under the crosshair (else the last), and its extremes in what is shown. */
export function ChartLegend({
  series,
  hidden,
  onToggle,
  cursor,
  range,
  format,
}: {
  series: readonly DrawnSeries[];
  hidden: ReadonlySet<string>;
  onToggle: (id: string) => void;
  cursor: Cursor;
  range: ChartRange;
  format: (value: number) => string;
}) {
  const t = useTranslations('chart');
  const at = useCursor(cursor);
  const extremes = useMemo(() => series.map(({ points }) => extremesIn(points, range)), [series, range]);
  return (
    <ul className="flex flex-col gap-0.5 px-3 pb-2 text-xs">
      {series.map((one, place) => {
        const off = hidden.has(one.id);
        const { color, dash } = strokeOf(one.index);
        const within = extremes[place];
        const under = at === null ? undefined : one.points[nearestIndex(one.points, at)];
        const figures = within ? { ...within, last: under ? under[3] : within.last } : null;
        return (
          <li key={one.id} className="flex flex-wrap items-center gap-x-4">
            <button
              type="button"
              aria-pressed={!off}
              aria-label={t(off ? 'show' : 'hide', { name: one.name })}
              onClick={() => onToggle(one.id)}
              className={cn(
                'flex min-h-6 min-w-0 items-center gap-1.5 rounded-sm px-1 hover:bg-accent',
                off && 'text-muted-foreground line-through',
              )}
            >
              <svg width="22" height="8" aria-hidden="true" className="shrink-0">
                <line x1="0" y1="4" x2="22" y2="4" stroke={color} strokeWidth="2" strokeDasharray={dash} />
              </svg>
              <span className="max-w-60 truncate">{one.name}</span>
            </button>
            {figures && !off ? (
              <dl className="flex gap-3 font-mono text-muted-foreground">
                {(['last', 'min', 'max'] as const).map((name) => (
                  <div key={name} className="flex gap-1">
                    <dt className="font-sans">{at !== null && name === 'last' ? '' : t(name)}</dt>
                    <dd className={name === 'last' ? 'font-medium text-foreground' : undefined}>
                      {format(figures[name])}
                    </dd>
                  </div>
                ))}
              </dl>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function extremesIn(points: MetricSeries['points'], [from, to]: ChartRange) {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let last = Number.NaN;
  for (const point of points) {
    if (point[0] < from || point[0] > to) continue;
    min = Math.min(min, point[1]);
    max = Math.max(max, point[2]);
    last = point[3];
  }
  return min > max ? null : { min, max, last };
}
