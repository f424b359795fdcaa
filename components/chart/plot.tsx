'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { CartesianGrid, ComposedChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { ChartLink } from './chart-link.tsx';
import { CrosshairLayer } from './crosshair-layer.tsx';
import { CurveLayer, type DrawnSeries } from './curve-layer.tsx';
import { ticksOf } from './domain.ts';
import { type ChartRange, nearestIndex } from './series.ts';

const LEFT = 64;
const RIGHT = 12;
const TOP = 8;
const BOTTOM = 26;

export interface PlotProps {
  title: string;
  series: readonly DrawnSeries[];
  whole: ChartRange;
  domain: readonly [number, number];
  log: boolean;
  smoothing: number;
  link: ChartLink;
  height: number;
  /** What the y axis counts in. */
  base: 10 | 1024;
  formatX: (x: number) => string;
  formatY: (y: number) => string;
  /** What the crosshair stands on, in words. */
  readout: string;
  onWidth?: (pixels: number) => void;
}

/** Axes, curves and crosshair; drag to zoom, arrows to walk the points. */
export function Plot(props: PlotProps) {
  const { series, whole, domain, log, link, formatX, formatY } = props;
  const t = useTranslations('chart');
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [selection, setSelection] = useState<ChartRange | null>(null);
  const range = link.range ?? whole;
  const { onWidth } = props;

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => {
      const pixels = Math.round(entry?.contentRect.width ?? 0) - LEFT - RIGHT;
      setWidth(Math.max(0, pixels));
      if (pixels > 0) onWidth?.(pixels);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [onWidth]);

  const xAt = (event: PointerEvent): number => {
    const left = (box.current?.getBoundingClientRect().left ?? 0) + LEFT;
    const share = Math.min(1, Math.max(0, (event.clientX - left) / (width || 1)));
    return range[0] + share * (range[1] - range[0]);
  };
  const zoom = (factor: number) => {
    const centre = link.cursor ?? (range[0] + range[1]) / 2;
    const from = Math.max(whole[0], centre - (centre - range[0]) * factor);
    const to = Math.min(whole[1], centre + (range[1] - centre) * factor);
    if (to - from >= 1) link.setRange(from <= whole[0] && to >= whole[1] ? null : [from, to]);
  };
  const walk = (steps: number) => {
    const points = series[0]?.points ?? [];
    const here = link.cursor === null ? (steps > 0 ? -1 : points.length) : nearestIndex(points, link.cursor);
    const next = points[Math.min(points.length - 1, Math.max(0, here + steps))];
    if (next) link.setCursor(next[0]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const stride = event.shiftKey ? 10 : 1;
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowRight') walk(stride);
    else if (event.key === 'ArrowLeft') walk(-stride);
    else if (event.key === 'Home') link.setCursor(range[0]);
    else if (event.key === 'End') link.setCursor(range[1]);
    else if (event.key === '+' || event.key === '=') zoom(0.5);
    else if (event.key === '-') zoom(2);
    else if (event.key === '0') link.setRange(null);
    else if (event.key === 'Escape') link.setCursor(null);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={t('plot', { title: props.title })}
      aria-valuemin={range[0]}
      aria-valuemax={range[1]}
      aria-valuenow={link.cursor ?? range[1]}
      aria-valuetext={props.readout}
      className="w-full cursor-crosshair touch-pan-y select-none rounded-md"
      style={{ height: props.height }}
      onKeyDown={onKeyDown}
      onDoubleClick={() => link.setRange(null)}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.pointerType === 'touch') return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const x = xAt(event);
        setSelection([x, x]);
      }}
      onPointerMove={(event) => {
        const x = xAt(event);
        link.setCursor(x);
        if (selection) setSelection([selection[0], x]);
      }}
      onPointerUp={(event) => {
        if (!selection) return;
        // Where the pointer is now: in a quick drag its last move may not have been drawn yet.
        const x = xAt(event);
        const [from, to] = [Math.min(selection[0], x), Math.max(selection[0], x)];
        // A click is not a drag: at least eight pixels.
        if ((to - from) / (range[1] - range[0]) > 8 / (width || 1)) link.setRange([from, to]);
        setSelection(null);
      }}
      onPointerLeave={() => link.setCursor(null)}
    >
      <ResponsiveContainer
        width="100%"
        height={props.height}
        initialDimension={{ width: 640, height: props.height }}
      >
        <ComposedChart
          data={[{ x: range[0] }, { x: range[1] }]}
          margin={{ top: TOP, right: RIGHT, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            dataKey="x"
            type="number"
            domain={[range[0], range[1]]}
            allowDataOverflow
            height={BOTTOM}
            ticks={ticksOf(range, Math.max(2, Math.round((width || 560) / 90)), false)}
            tickFormatter={formatX}
            tickLine={false}
            axisLine={{ stroke: 'var(--border)' }}
            tick={{ fontSize: 11, fill: 'var(--muted-foreground)' }}
          />
          <YAxis
            type="number"
            scale={log ? 'log' : 'linear'}
            domain={[domain[0], domain[1]]}
            allowDataOverflow
            width={LEFT}
            ticks={ticksOf(domain, Math.max(2, Math.round(props.height / 50)), log, props.base)}
            tickFormatter={formatY}
            tickLine={false}
            axisLine={false}
            tick={{ fontSize: 11, fill: 'var(--muted-foreground)' }}
          />
          <CurveLayer series={series} smoothing={props.smoothing} log={log} bottom={domain[0]} />
          <CrosshairLayer series={series} cursor={link.cursor} selection={selection} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
