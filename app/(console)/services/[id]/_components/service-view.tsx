'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { EngineStrip } from '#components/job/engine-strip.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { ServiceStateBadge } from '#components/service/service-state.tsx';
import { useServiceReason } from '#components/service/use-service-reason.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { UrlTabs } from '#components/ui/url-tabs.tsx';
import type { ServiceDetail } from '#lib/contracts/services.ts';
import { RolloutStrip } from './rollout-strip.tsx';
import { ServiceActions } from './service-actions.tsx';
import { ServiceCall } from './service-call.tsx';
import { ServiceEvents } from './service-events.tsx';
import { ServiceLogs } from './service-logs.tsx';
import { ServiceMonitor } from './service-monitor.tsx';
import { ServiceOverview } from './service-overview.tsx';
import { ServiceRevisions } from './service-revisions.tsx';
import { ServiceRuns } from './service-runs.tsx';
import { ServiceSettingsForm } from './service-settings.tsx';

/** One service: what it does now, how it is called and how that goes, its history. */
export function ServiceView({ id }: { id: string }) {
  const t = useTranslations('services.tabs');
  const query = useQuery({
    queryKey: ['service', id],
    queryFn: ({ signal }) => apiFetch<ServiceDetail>(`/api/v1/services/${id}`, { signal }),
  });
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <DetailPageSkeleton />
    );
  const service = query.data;
  return (
    <>
      <PageTrail steps={[{ label: service.name }]} />
      <PageHeader
        title={service.name}
        description={service.description || undefined}
        actions={<ServiceActions service={service} />}
        status={<StatusLine service={service} />}
      />
      {service.state === 'deploying' ? <EngineStrip /> : null}
      <RolloutStrip service={service} />
      <UrlTabs
        label={t('label')}
        tabs={[
          { value: 'overview', label: t('overview'), content: <ServiceOverview service={service} /> },
          { value: 'monitor', label: t('monitor'), content: <ServiceMonitor service={service} /> },
          { value: 'call', label: t('call'), content: <ServiceCall service={service} /> },
          { value: 'settings', label: t('settings'), content: <ServiceSettingsForm service={service} /> },
          { value: 'revisions', label: t('revisions'), content: <ServiceRevisions service={service} /> },
          { value: 'runs', label: t('runs'), content: <ServiceRuns id={service.id} /> },
          { value: 'events', label: t('events'), content: <ServiceEvents id={service.id} /> },
          { value: 'logs', label: t('logs'), content: <ServiceLogs service={service} /> },
        ]}
      />
    </>
  );
}

function StatusLine({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services');
  const reason = useServiceReason()(service);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground">
      <ServiceStateBadge service={{ ...service, reason: null, failure: null }} />
      {reason ? <span className="text-foreground">{reason}</span> : null}
      {service.published ? null : <span className="text-warning">{t('offline')}</span>}
      <span>{t('instancesReady', { ready: service.readyInstances, wanted: service.wantedInstances })}</span>
      <span>{t('revisionNumber', { number: service.revision })}</span>
      {service.stopsAt ? (
        <span>
          {t('stopsAt')} <RelativeTime value={service.stopsAt} focusable />
        </span>
      ) : null}
      <span>
        {service.createdByName ?? '—'} · <RelativeTime value={service.createdAt} focusable />
      </span>
      <CopyId value={service.id} />
    </div>
  );
}
