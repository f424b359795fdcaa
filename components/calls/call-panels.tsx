'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ChartPoint, ChartRange, MetricPanel } from '#components/chart/index.ts';
import { MetricPanels } from '#components/chart/index.ts';
import type { CallPoint, CallSeries } from '#lib/contracts/calls.ts';

type Read = (point: CallPoint, seconds: number) => number | null | undefined;
interface Panel {
  id: string;
  unit?: string;
  lines: Record<string, Read>;
}

const PANELS: readonly Panel[] = [
  {
    id: 'calls',
    lines: {
      calls: (point) => point.calls,
      failures: (point) => point.failures,
      aborted: (point) => point.aborted,
    },
  },
  { id: 'rate', unit: 'QPS', lines: { qps: (point, seconds) => point.calls / seconds } },
  {
    id: 'tokens',
    lines: {
      promptTokens: (point) => point.promptTokens,
      completionTokens: (point) => point.completionTokens,
    },
  },
  {
    id: 'latency',
    unit: 'ms',
    lines: {
      p50: (point) => point.latency?.p50,
      p95: (point) => point.latency?.p95,
      p99: (point) => point.latency?.p99,
    },
  },
  {
    id: 'firstToken',
    unit: 'ms',
    lines: {
      p50: (point) => point.firstToken?.p50,
      p95: (point) => point.firstToken?.p95,
      p99: (point) => point.firstToken?.p99,
    },
  },
];
const NOTHING: CallPoint[] = [];

/** Calls, rate, tokens, latency and first-token time over one time axis; steps without a value are gaps. */
export function CallPanels({
  series,
  loading,
  onWidth,
  onZoom,
}: {
  series: CallSeries | undefined;
  loading: boolean;
  onWidth?: (pixels: number) => void;
  onZoom?: (range: ChartRange | null) => void;
}) {
  const t = useTranslations('calls.chart');
  const points = series?.points ?? NOTHING;
  const seconds = series?.stepSeconds ?? 60;
  const panels = useMemo(
    () =>
      PANELS.map(
        ({ id, unit, lines }): MetricPanel => ({
          id,
          title: t(`${id}.title`),
          unit,
          loading,
          series: Object.entries(lines).map(([name, read]) => ({
            id: name,
            name: t(`${id}.${name}`),
            points: points.flatMap((point): ChartPoint[] => {
              const value = read(point, seconds);
              return value == null ? [] : [[Date.parse(point.at) / 1000, value, value, value]];
            }),
          })),
        }),
      ),
    [points, seconds, loading, t],
  );
  const [first, last] = [points.at(0), points.at(-1)];
  const extent = useMemo(
    (): ChartRange | undefined =>
      first && last && first !== last ? [Date.parse(first.at) / 1000, Date.parse(last.at) / 1000] : undefined,
    [first, last],
  );
  return (
    <MetricPanels
      panels={panels}
      xLabel={t('time')}
      time
      extent={extent}
      range={onZoom ? null : undefined}
      onWidth={onWidth}
      onRangeChange={onZoom}
    />
  );
}
