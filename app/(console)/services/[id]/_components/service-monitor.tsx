'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { type MetricPanel, MetricPanels } from '#components/chart/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { ErrorState } from '#components/states/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Tabs, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';
import type { CallPoint, CallSums, ServiceCalls } from '#lib/contracts/calls.ts';
import type { ServiceDetail } from '#lib/contracts/services.ts';
import { InstanceMonitor } from './instance-monitor.tsx';

const RANGES = { hour: 3600, sixHours: 21_600, day: 86_400, week: 604_800, month: 2_592_000 } as const;
const RANGE_NAMES = Object.keys(RANGES) as (keyof typeof RANGES)[];
const ASK_AGAIN_MS = 10_000;

/** 服务监控 and 资源监控: how it is called, and what its instances take. */
export function ServiceMonitor({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services.monitor');
  const [range, setRange] = useQueryState(
    'range',
    parseAsStringLiteral(RANGE_NAMES).withDefault('hour').withOptions({ history: 'push' }),
  );
  const query = useQuery({
    queryKey: ['service', service.id, 'calls', range],
    queryFn: ({ signal }) => {
      const to = new Date();
      const from = new Date(to.getTime() - RANGES[range] * 1000);
      const params = new URLSearchParams({ from: from.toISOString(), to: to.toISOString() });
      return apiFetch<ServiceCalls>(`/api/v1/services/${service.id}/calls?${params}`, { signal });
    },
    placeholderData: keepPreviousData,
    refetchInterval: ASK_AGAIN_MS,
  });
  const panels = useCallPanels(query.data);
  return (
    <div className="flex flex-col gap-4">
      <Tabs value={range} onValueChange={(next) => void setRange(next as keyof typeof RANGES)}>
        <TabsList aria-label={t('range')}>
          {RANGE_NAMES.map((name) => (
            <TabsTrigger key={name} value={name}>
              {t(`ranges.${name}`)}
            </TabsTrigger>
          ))}
        </TabsList>
      </Tabs>
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <Skeleton className="h-96 w-full" />
      ) : (
        <>
          <Sums sums={query.data.sums} />
          <MetricPanels
            panels={panels}
            time
            xLabel={t('time')}
            extent={[Date.parse(query.data.from) / 1000, Date.parse(query.data.to) / 1000]}
          />
        </>
      )}
      <InstanceMonitor service={service} />
    </div>
  );
}

function Sums({ sums }: { sums: CallSums }) {
  const t = useTranslations('services.monitor');
  const format = useFormat();
  const ms = (value: number | undefined) =>
    value === undefined ? '—' : t('milliseconds', { value: format.figure(Math.round(value)) });
  const share = sums.calls === 0 ? '—' : format.percent(sums.failures / sums.calls, 2);
  const figures = [
    [t('calls'), format.number(sums.calls)],
    [t('failed'), `${format.number(sums.failures)} (${share})`],
    [t('promptTokens'), format.compact(sums.promptTokens)],
    [t('completionTokens'), format.compact(sums.completionTokens)],
    [t('latencyP95'), ms(sums.latency?.p95)],
    [t('firstTokenP95'), ms(sums.firstToken?.p95)],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 rounded-lg border p-4">
      {figures.map(([name, value]) => (
        <div key={name} className="flex flex-col gap-0.5">
          <dt className="text-muted-foreground text-xs">{name}</dt>
          <dd className="font-mono font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Charts of one service's calls. Steps without calls count 0 and have no latency: a gap. */
function useCallPanels(calls: ServiceCalls | undefined): MetricPanel[] {
  const t = useTranslations('services.monitor');
  return useMemo(() => {
    if (!calls) return [];
    const { points, stepSeconds } = calls;
    const line = (id: string, name: string, read: (point: CallPoint) => number | undefined) => ({
      id,
      name,
      points: points.flatMap((point) => {
        const value = read(point);
        const x = Date.parse(point.at) / 1000;
        return value === undefined ? [] : [[x, value, value, value] as const];
      }),
    });
    const perSecond = (value: number) => value / stepSeconds;
    const quantiles = (of: (point: CallPoint) => CallSums['latency']) =>
      (['p50', 'p95', 'p99'] as const).map((name) => line(name, name, (point) => of(point)?.[name]));
    return [
      { id: 'qps', title: 'QPS', series: [line('qps', 'QPS', (point) => perSecond(point.calls))] },
      { id: 'latency', title: t('latency'), unit: 'ms', series: quantiles((point) => point.latency) },
      { id: 'first', title: t('firstToken'), unit: 'ms', series: quantiles((point) => point.firstToken) },
      {
        id: 'tokens',
        title: t('tokens'),
        unit: 'tokens/s',
        series: [
          line('prompt', t('promptTokens'), (point) => perSecond(point.promptTokens)),
          line('completion', t('completionTokens'), (point) => perSecond(point.completionTokens)),
        ],
      },
      {
        id: 'failures',
        title: t('failures'),
        series: [
          line('failures', t('failed'), (point) => point.failures),
          line('aborted', t('aborted'), (point) => point.aborted),
        ],
      },
    ];
  }, [calls, t]);
}
