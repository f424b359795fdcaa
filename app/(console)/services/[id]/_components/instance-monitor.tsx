'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { type MetricPanel, MetricPanels, pointsFromColumns } from '#components/chart/index.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import type { MetricName } from '#lib/contracts/agent/index.ts';
import type { JobMetrics } from '#lib/contracts/jobs.ts';
import type { ServiceInstance } from '#lib/contracts/service-instances.ts';
import type { ServiceDetail } from '#lib/contracts/services.ts';

const POINTS = 600;
const ASK_AGAIN_MS = 10_000;
const PANELS: readonly { id: string; metrics: readonly MetricName[]; unit: string }[] = [
  { id: 'requests', metrics: ['requests_running', 'requests_waiting'], unit: '' },
  {
    id: 'throughput',
    metrics: ['generation_tokens_per_second', 'prompt_tokens_per_second'],
    unit: 'tokens/s',
  },
  { id: 'cache', metrics: ['kv_cache_percent'], unit: 'percent' },
  { id: 'cpu', metrics: ['cpu_percent'], unit: 'percent' },
  { id: 'memory', metrics: ['memory_bytes'], unit: 'bytes' },
  { id: 'npu', metrics: ['npu_percent'], unit: 'percent' },
  { id: 'npu_memory', metrics: ['npu_memory_bytes'], unit: 'bytes' },
];

/** 资源监控 of the instance that has been ready longest: what vLLM and the machine say of it. */
export function InstanceMonitor({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services.monitor');
  const instance = service.instances.find(({ state }) => state === 'ready') ?? service.instances[0];
  return (
    <section aria-labelledby="instance-monitor" className="flex flex-col gap-3">
      <h2 id="instance-monitor" className="font-semibold">
        {t('resources')}
      </h2>
      {instance ? <Charts instance={instance} /> : <EmptyState drawing="curves" title={t('noInstance')} />}
    </section>
  );
}

function Charts({ instance }: { instance: ServiceInstance }) {
  const t = useTranslations('services.monitor');
  const names = useTranslations('tuning.metric');
  const query = useQuery({
    queryKey: ['job', instance.jobId, 'metrics', POINTS],
    queryFn: ({ signal }) =>
      apiFetch<JobMetrics>(`/api/v1/jobs/${instance.jobId}/metrics?points=${POINTS}`, { signal }),
    refetchInterval: ASK_AGAIN_MS,
  });
  const curves = query.data?.curves;
  const panels = useMemo(
    (): MetricPanel[] =>
      PANELS.flatMap(({ id, metrics, unit }) => {
        const series = metrics.flatMap((metric) => {
          const curve = curves?.find((each) => each.metric === metric);
          return curve ? [{ id: metric, name: names(metric), points: pointsFromColumns(curve.columns) }] : [];
        });
        return series.length > 0 ? [{ id, title: t(`panel.${id}`), unit, series }] : [];
      }),
    [curves, names, t],
  );
  if (panels.length === 0)
    return <p className="text-muted-foreground">{query.isPending ? '' : t('noMetrics')}</p>;
  return <MetricPanels panels={panels} xLabel={t('secondsSinceStart')} />;
}
