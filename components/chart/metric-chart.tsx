'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { type RangeProps, useChartLink } from './chart-link.tsx';
import { ChartTable } from './chart-table.tsx';
import { ChartToolbar, type ChartView } from './chart-toolbar.tsx';
import { downloadText, toCsv } from './csv.ts';
import type { DrawnSeries } from './curve-layer.tsx';
import { valueDomain, wholeRange } from './domain.ts';
import { Plot } from './plot.tsx';
import { type ChartRange, type MetricSeries, nearestIndex } from './series.ts';

/** `bytes` and `percent` (0–100) are written as such; any other text follows the number. */
export type ChartUnit = 'bytes' | 'percent' | (string & {});

export interface MetricChartProps extends RangeProps {
  title: string;
  series: readonly MetricSeries[];
  unit?: ChartUnit;
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
export function MetricChart(props: MetricChartProps) {
  const { title, series, unit, xLabel, height = 200 } = props;
  const t = useTranslations('chart');
  const format = useFormat();
  const link = useChartLink(props);
  const frame = useRef<HTMLElement>(null);
  const [view, setView] = useState<ChartView>({
    log: false,
    smoothing: 0,
    table: false,
    ...props.defaultView,
  });
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [full, setFull] = useState(false);

  useEffect(() => {
    const onChange = () => setFull(document.fullscreenElement === frame.current && frame.current !== null);
    document.addEventListener('fullscreenchange', onChange);
    return () => document.removeEventListener('fullscreenchange', onChange);
  }, []);

  const all = useMemo((): DrawnSeries[] => series.map((one, index) => ({ ...one, index })), [series]);
  const shown = useMemo(() => all.filter((one) => !hidden.has(one.id)), [all, hidden]);
  const whole = props.extent ?? wholeRange(series);
  const range = link.range ?? whole;
  const domain = useMemo(
    () => (range ? valueDomain(shown, range, view.log) : null),
    [shown, range, view.log],
  );
  const write = (value: number): string => {
    if (unit === 'bytes') return format.bytes(value);
    if (unit === 'percent') return format.percent(value / 100);
    return unit ? `${format.figure(value)} ${unit}` : format.figure(value);
  };
  const readout = link.cursor === null ? title : sayAt(shown, link.cursor, write);
  const plotHeight = full ? Math.max(240, window.innerHeight - 140) : height;
  const toggle = (id: string) =>
    setHidden((was) => {
      const next = new Set(was);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <section
      ref={frame}
      aria-label={title}
      data-slot="metric-chart"
      className="min-w-0 rounded-lg border bg-card"
    >
      <header className="flex items-center justify-between gap-2 py-1.5 pr-1.5 pl-3">
        <h3 className="min-w-0 truncate font-medium">
          {title}
          {link.cursor !== null ? (
            <span className="ml-2 font-mono font-normal text-muted-foreground text-xs">
              {t('at', { label: xLabel, x: format.number(Math.round(link.cursor), 0) })}
            </span>
          ) : null}
        </h3>
        <ChartToolbar
          view={view}
          onView={setView}
          zoomed={link.range !== null}
          onResetZoom={() => link.setRange(null)}
          onCsv={() => downloadText(`${title}.csv`, toCsv(series, xLabel))}
          full={full}
          onFull={() => void (full ? document.exitFullscreen() : frame.current?.requestFullscreen())}
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
          formatX={(x) => format.number(x, 0)}
          formatY={write}
          readout={readout}
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
}

function sayAt(series: readonly DrawnSeries[], cursor: number, write: (value: number) => string): string {
  const parts = series.flatMap(({ name, points }) => {
    const point = points[nearestIndex(points, cursor)];
    return point ? [`${name} ${write(point[3])}`] : [];
  });
  return `${Math.round(cursor)}: ${parts.join(', ')}`;
}

function Message({ text, height }: { text: string; height: number }) {
  return (
    <p className="grid place-items-center text-muted-foreground" style={{ height }}>
      {text}
    </p>
  );
}
