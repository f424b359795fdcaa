'use client';

import { useTranslations } from 'next-intl';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { type Cursor, type RangeProps, useChartLink, useCursor } from './chart-link.tsx';
import { ChartTable } from './chart-table.tsx';
import { ChartToolbar, type ChartView } from './chart-toolbar.tsx';
import { downloadText, toCsv } from './csv.ts';
import type { DrawnSeries } from './curve-layer.tsx';
import { valueDomain, wholeRange } from './domain.ts';
import { Plot } from './plot.tsx';
import type { ChartRange, MetricSeries } from './series.ts';
import { timeParts } from './time-axis.ts';
import { useFullScreen } from './use-full-screen.ts';

/** `bytes` and `percent` (0–100) are written as such; any other text follows the number. */
export type ChartUnit = 'bytes' | 'percent' | (string & {});

export interface MetricChartProps extends RangeProps {
  title: string;
  series: readonly MetricSeries[];
  unit?: ChartUnit;
  /** x is a time, in seconds since 1970. */
  time?: boolean;
  /** What x counts, such as `步` or `Step`. */
  xLabel: string;
  /** The whole x axis, when `series` holds only the zoomed part. */
  extent?: ChartRange;
  height?: number;
  loading?: boolean;
  defaultView?: Partial<ChartView>;
  /** Width of the plot in pixels: ask for that many points. */
  onWidth?: (pixels: number) => void;
}

/** One metric of one or several runs. */
export const MetricChart = memo(function MetricChart(props: MetricChartProps) {
  const { title, series, unit, xLabel, extent, time = false, height = 200 } = props;
  const t = useTranslations('chart');
  const format = useFormat();
  const link = useChartLink(props);
  const section = useRef<HTMLElement>(null);
  const [view, setView] = useState<ChartView>({
    log: false,
    smoothing: 0,
    table: false,
    ...props.defaultView,
  });
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const full = useFullScreen(section);

  const all = useMemo((): DrawnSeries[] => series.map((one, index) => ({ ...one, index })), [series]);
  const shown = useMemo(() => all.filter((one) => !hidden.has(one.id)), [all, hidden]);
  const whole = useMemo(() => extent ?? wholeRange(series), [extent, series]);
  const range = link.range ?? whole;
  const domain = useMemo(
    () => (range ? valueDomain(shown, range, view.log) : null),
    [shown, range, view.log],
  );
  const span = range ? range[1] - range[0] : 0;
  const formatX = useCallback(
    (x: number) => (time ? format.time(x * 1000, timeParts(span)) : format.number(x, 0)),
    [format, time, span],
  );
  const write = useCallback(
    (value: number): string => {
      if (unit === 'bytes') return format.bytes(value);
      if (unit === 'percent') return format.percent(value / 100);
      return unit ? `${format.figure(value)} ${unit}` : format.figure(value);
    },
    [format, unit],
  );
  const plotHeight = full ? Math.max(240, window.innerHeight - 140) : height;
  const toggle = (id: string) =>
    setHidden((was) => {
      const next = new Set(was);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const table = useRef({ series, title, xLabel });
  useEffect(() => {
    table.current = { series, title, xLabel };
  });
  const onCsv = useCallback(() => {
    const { series, title, xLabel } = table.current;
    downloadText(`${title}.csv`, toCsv(series, xLabel));
  }, []);
  const onFull = useCallback(
    () =>
      void (document.fullscreenElement ? document.exitFullscreen() : section.current?.requestFullscreen()),
    [],
  );
  const { setRange } = link;
  const onResetZoom = useCallback(() => setRange(null), [setRange]);
  return (
    <section
      ref={section}
      aria-label={title}
      data-slot="metric-chart"
      className="min-w-0 rounded-lg border bg-card"
    >
      <header className="flex items-center justify-between gap-2 py-1.5 pr-1.5 pl-3">
        <h3 className="min-w-0 truncate font-medium">
          {title}
          <CursorPlace cursor={link.cursor} label={xLabel} formatX={formatX} />
        </h3>
        <ChartToolbar
          view={view}
          onView={setView}
          zoomed={link.range !== null}
          onResetZoom={onResetZoom}
          onCsv={onCsv}
          full={full}
          onFull={onFull}
        />
      </header>
      {props.loading && series.every((one) => one.points.length === 0) ? (
        <Skeleton className="mx-3 mb-3" style={{ height: plotHeight }} />
      ) : !whole || !range ? (
        <Message text={t('noData')} height={plotHeight} />
      ) : view.table ? (
        <ChartTable
          title={title}
          series={shown}
          range={range}
          xLabel={xLabel}
          formatX={time ? formatX : String}
          format={write}
          height={plotHeight}
        />
      ) : !domain ? (
        <Message text={view.log ? t('logNoPositive') : t('noData')} height={plotHeight} />
      ) : (
        <Plot
          title={title}
          series={shown}
          whole={whole}
          domain={domain}
          log={view.log}
          smoothing={view.smoothing}
          link={link}
          height={plotHeight}
          base={unit === 'bytes' ? 1024 : 10}
          time={time}
          formatX={formatX}
          formatY={write}
          onWidth={props.onWidth}
        />
      )}
      {range ? (
        <ChartLegend
          series={all}
          hidden={hidden}
          onToggle={toggle}
          cursor={link.cursor}
          range={range}
          format={write}
        />
      ) : null}
    </section>
  );
});

/** Where the crosshair stands, beside the title. */
function CursorPlace({
  cursor,
  label,
  formatX,
}: {
  cursor: Cursor;
  label: string;
  formatX: (x: number) => string;
}) {
  const t = useTranslations('chart');
  const at = useCursor(cursor);
  if (at === null) return null;
  return (
    <span className="ml-2 font-mono font-normal text-muted-foreground text-xs">
      {t('at', { label, x: formatX(Math.round(at)) })}
    </span>
  );
}

function Message({ text, height }: { text: string; height: number }) {
  return (
    <p className="grid place-items-center text-muted-foreground" style={{ height }}>
      {text}
    </p>
  );
}
