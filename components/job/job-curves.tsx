'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useQueryState } from 'nuqs';
import { useCallback, useMemo, useState } from 'react';
import {
  type ChartRange,
  type MetricPanel,
  MetricPanels,
  pointsFromColumns,
} from '#components/chart/index.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import type { MetricName } from '#lib/contracts/agent/index.ts';
import type { CurveSummary, JobDetail, JobMetrics } from '#lib/contracts/jobs.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { METRIC_PANELS } from './metric-panels.ts';
import { FIRST_POINTS, metricsQuery } from './metrics-query.ts';
import { readZoom, writeZoom } from './zoom.ts';

/** Widths are rounded up to this, so that a window that grows a little asks for nothing new; nor does a narrow one. */
const WIDTH_STEP = 100;

/** Every curve of a job over its steps; a zoom asks for exactly as many points as it has pixels. */
export function JobCurves({ job }: { job: Pick<JobDetail, 'id' | 'state' | 'curves' | 'resources'> }) {
  const t = useTranslations('tuning.curves');
  const metrics = useTranslations('tuning.metric');
  const [width, setWidth] = useState(FIRST_POINTS);
  const [zoom, setZoom] = useQueryState('zoom');
  const range = readZoom(zoom);
  const points = Math.min(4000, Math.max(FIRST_POINTS, Math.ceil(width / WIDTH_STEP) * WIDTH_STEP));
  const { queryKey, params } = metricsQuery(job.id, points, zoom);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const search = new URLSearchParams(
        Object.entries(params).map(([name, value]) => [name, String(value)]),
      );
      return apiFetch<JobMetrics>(`/api/v1/jobs/${job.id}/metrics?${search}`, { signal });
    },
    placeholderData: keepPreviousData,
  });
  const { data, isPending } = query;
  const cards = job.resources.cards > 0;
  const panels = useMemo(() => {
    const drawn = new Map((data?.curves ?? []).map((curve) => [curve.metric, curve]));
    const nameOf = (metric: MetricName) =>
      metric === 'tokens_per_second' && cards ? metrics('tokens_per_second_card') : metrics(metric);
    const known = new Set(job.curves.map((curve) => curve.metric));
    return METRIC_PANELS.filter((panel) => panel.metrics.some((metric) => known.has(metric))).map(
      ({ id, metrics: shown, unit }): MetricPanel => ({
        id,
        title: id === 'loss' ? metrics('loss') : nameOf(shown[0]),
        unit,
        loading: isPending,
        series: shown
          .filter((metric) => known.has(metric))
          .map((metric) => {
            const curve = drawn.get(metric);
            return {
              id: metric,
              name: nameOf(metric),
              points: curve ? pointsFromColumns(curve.columns) : [],
            };
          }),
      }),
    );
  }, [data, isPending, job.curves, cards, metrics]);
  const extent = useMemo(() => extentOf(job.curves), [job.curves]);
  const onRangeChange = useCallback((next: ChartRange | null) => void setZoom(writeZoom(next)), [setZoom]);
  if (query.error && !data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (job.curves.length === 0)
    return (
      <EmptyState drawing="curves" title={t('empty')}>
        {isFinal(job.state) ? t('emptyEnded') : t('emptyHint')}
      </EmptyState>
    );
  return (
    <>
      <h2 className="sr-only">{t('title')}</h2>
      <MetricPanels
        panels={panels}
        xLabel={t('step')}
        extent={extent}
        range={range}
        onRangeChange={onRangeChange}
        onWidth={setWidth}
      />
    </>
  );
}

/** From the first to the last step of all curves, zoomed or not. */
function extentOf(curves: readonly CurveSummary[]): ChartRange {
  const from = Math.min(...curves.map((curve) => curve.firstStep));
  const to = Math.max(...curves.map((curve) => curve.lastStep));
  return from === to ? [from - 1, to + 1] : [from, to];
}
