'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { type ChartLink, useCursor } from './chart-link.tsx';
import { Crosshair } from './crosshair.tsx';
import type { Frame } from './paths.ts';
import { PlotFrame, type PlotFrameProps } from './plot-frame.tsx';
import { type ChartRange, nearestIndex } from './series.ts';

/** What the axes' labels take. */
const MARGIN = { top: 8, right: 24, bottom: 26, left: 64 } as const;
/** Until the browser has measured: the usual width of a chart in two columns. */
const USUAL_WIDTH = 510;
/** A click is not a drag. */
const LEAST_DRAG_PIXELS = 8;

export interface PlotProps
  extends Pick<PlotFrameProps, 'series' | 'smoothing' | 'base' | 'time' | 'formatX' | 'formatY'> {
  title: string;
  whole: ChartRange;
  domain: Frame['domain'];
  log: boolean;
  link: ChartLink;
  height: number;
  onWidth?: (pixels: number) => void;
}

/** Axes, curves and crosshair; drag to zoom, arrows to walk the points. */
export function Plot(props: PlotProps) {
  const { series, whole, domain, log, link, height, onWidth } = props;
  const t = useTranslations('chart');
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(USUAL_WIDTH);
  const [selection, setSelection] = useState<ChartRange | null>(null);
  const cursor = useCursor(link.cursor);
  const range = link.range ?? whole;
  const frame = useMemo(
    (): Frame => ({ range, domain, log, height: height - MARGIN.top - MARGIN.bottom }),
    [range, domain, log, height],
  );

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => {
      const pixels = Math.round(entry?.contentRect.width ?? 0) - MARGIN.left - MARGIN.right;
      if (pixels <= 0) return;
      setWidth(pixels);
      onWidth?.(pixels);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [onWidth]);

  const xAt = (event: PointerEvent): number => {
    const left = (box.current?.getBoundingClientRect().left ?? 0) + MARGIN.left;
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    return range[0] + share * (range[1] - range[0]);
  };
  const zoom = (factor: number) => {
    const centre = cursor ?? (range[0] + range[1]) / 2;
    const from = Math.max(whole[0], centre - (centre - range[0]) * factor);
    const to = Math.min(whole[1], centre + (range[1] - centre) * factor);
    if (to - from >= 1) link.setRange(from <= whole[0] && to >= whole[1] ? null : [from, to]);
  };
  const walk = (steps: number) => {
    const points = series[0]?.points ?? [];
    const here = cursor === null ? (steps > 0 ? -1 : points.length) : nearestIndex(points, cursor);
    const next = points[Math.min(points.length - 1, Math.max(0, here + steps))];
    if (next) link.cursor.set(next[0]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const stride = event.shiftKey ? 10 : 1;
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowRight') walk(stride);
    else if (event.key === 'ArrowLeft') walk(-stride);
    else if (event.key === 'Home') link.cursor.set(range[0]);
    else if (event.key === 'End') link.cursor.set(range[1]);
    else if (event.key === '+' || event.key === '=') zoom(0.5);
    else if (event.key === '-') zoom(2);
    else if (event.key === '0') link.setRange(null);
    else if (event.key === 'Escape') link.cursor.set(null);
    else return;
    event.preventDefault();
  };
  const readout = (at: number): string => {
    const parts = series.flatMap(({ name, points }) => {
      const point = points[nearestIndex(points, at)];
      return point ? [`${name} ${props.formatY(point[3])}`] : [];
    });
    return `${props.formatX(at)}: ${parts.join(', ')}`;
  };
  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={t('plot', { title: props.title })}
      aria-valuemin={range[0]}
      aria-valuemax={range[1]}
      aria-valuenow={cursor ?? range[1]}
      aria-valuetext={cursor === null ? props.title : readout(cursor)}
      className="relative w-full cursor-crosshair touch-pan-y select-none rounded-md"
      style={{ height }}
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
        link.cursor.set(x);
        if (selection) setSelection([selection[0], x]);
      }}
      onPointerUp={(event) => {
        if (!selection) return;
        // Where the pointer is now: in a quick drag its last move may not have been drawn yet.
        const x = xAt(event);
        const [from, to] = [Math.min(selection[0], x), Math.max(selection[0], x)];
        if ((to - from) / (range[1] - range[0]) > LEAST_DRAG_PIXELS / width) link.setRange([from, to]);
        setSelection(null);
      }}
      onPointerLeave={() => link.cursor.set(null)}
    >
      <PlotFrame
        series={series}
        frame={frame}
        smoothing={props.smoothing}
        width={width}
        margin={MARGIN}
        base={props.base}
        time={props.time}
        formatX={props.formatX}
        formatY={props.formatY}
      />
      <div className="absolute" style={MARGIN}>
        <Crosshair series={series} frame={frame} cursor={cursor} selection={selection} />
      </div>
    </div>
  );
}
