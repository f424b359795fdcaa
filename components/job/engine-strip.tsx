'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleAlert, Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useHolds } from '#components/permission/permission-provider.tsx';
import { cn } from '#components/ui/cn.ts';
import { Progress } from '#components/ui/progress.tsx';
import type { ClusterList, ClusterSummary } from '#lib/contracts/clusters.ts';

/** Clusters as their agents last described themselves, kept current by events. */
export function useClusters() {
  const holds = useHolds('cluster:read');
  return useQuery({
    queryKey: ['cluster', 'list', 'all'],
    enabled: holds,
    queryFn: ({ signal }) => apiFetch<ClusterList>('/api/v1/clusters?limit=50', { signal }),
  });
}

/** What keeps new jobs from running: an engine that still installs, a cluster that is away. Silent when all is well. */
export function EngineStrip({ clusterId, compact = false }: { clusterId?: string; compact?: boolean }) {
  const { data } = useClusters();
  const clusters = (data?.items ?? []).filter((cluster) => !clusterId || cluster.id === clusterId);
  const notes = clusters.flatMap((cluster) => {
    const note = <ClusterNote key={cluster.id} cluster={cluster} compact={compact} />;
    return isReady(cluster) ? [] : [note];
  });
  return notes.length > 0 ? <div className="mb-4 flex flex-col gap-2 empty:hidden">{notes}</div> : null;
}

const trainEngine = (cluster: ClusterSummary) => cluster.info?.engine.find((part) => part.name === 'train');

function isReady(cluster: ClusterSummary): boolean {
  const engine = trainEngine(cluster);
  return cluster.reachable && (!engine || engine.state === 'ready');
}

function ClusterNote({ cluster, compact }: { cluster: ClusterSummary; compact: boolean }) {
  const t = useTranslations('tuning.engine');
  const steps = useTranslations('tuning.engine.step');
  const format = useFormat();
  const engine = trainEngine(cluster);
  const { name } = cluster;
  if (!cluster.lastSeenAt) return <Note compact={compact}>{t('never', { name })}</Note>;
  if (!cluster.reachable)
    return (
      <Note compact={compact} tone="warning">
        {t('away', { name, time: format.relative(cluster.awaySince ?? cluster.lastSeenAt) })}
      </Note>
    );
  if (engine?.state === 'failed')
    return (
      <Note compact={compact} tone="danger">
        {t('failed', { name })} {engine.message}
      </Note>
    );
  if (engine?.state === 'installing') {
    const step = steps.has(engine.step) ? steps(engine.step) : engine.step;
    return (
      <Note compact={compact}>
        <span className="flex flex-col gap-1.5">
          <span>{t('installing', { step, percent: format.percent(engine.progress, 0) })}</span>
          <Progress value={engine.progress} label={t('progress', { name })} />
        </span>
      </Note>
    );
  }
  return <Note compact={compact}>{t('absent', { name })}</Note>;
}

const LOOK = {
  info: 'bg-info-soft text-info',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-destructive-soft text-danger',
};

function Note({
  tone = 'info',
  compact,
  children,
}: {
  tone?: keyof typeof LOOK;
  compact: boolean;
  children: ReactNode;
}) {
  const Icon = tone === 'info' ? Hourglass : CircleAlert;
  return (
    <div
      role="status"
      className={cn('flex items-start gap-2 rounded-lg px-3 py-2', compact && 'text-xs', LOOK[tone])}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
