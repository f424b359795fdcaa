'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { EngineStrip } from '#components/job/engine-strip.tsx';
import { JobCurves } from '#components/job/job-curves.tsx';
import { JobEvents } from '#components/job/job-events.tsx';
import { JobFailure } from '#components/job/job-failure.tsx';
import { JobLogs } from '#components/job/job-logs.tsx';
import { ProgressLine } from '#components/job/job-progress.tsx';
import { useReasonText } from '#components/job/reason.tsx';
import { useStateChanges } from '#components/job/use-job-events.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { StateBadge } from '#components/status/state-badge.tsx';
import { StateTimeline } from '#components/status/state-timeline.tsx';
import { UrlTabs } from '#components/ui/url-tabs.tsx';
import { isFinal } from '#lib/contracts/job-state.ts';
import { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { NextStep } from './next-step.tsx';
import { TuningActions } from './tuning-actions.tsx';
import { TuningLineage } from './tuning-lineage.tsx';
import { TuningOverview } from './tuning-overview.tsx';
import { TuningSettings } from './tuning-settings.tsx';

/** One tuning: what it does now, its curves, logs, events, lineage and settings. */
export function TuningJobView({ id }: { id: string }) {
  const t = useTranslations('tuning');
  const query = useQuery({
    queryKey: ['job', id, 'tuning'],
    queryFn: ({ signal }) => apiFetch(`/api/v1/tuning-jobs/${id}`, TuningJobDetail, { signal }),
  });
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <DetailPageSkeleton />
    );
  const job = query.data;
  return (
    <>
      <PageTrail steps={[{ label: job.name }]} />
      <PageHeader
        title={job.name}
        description={job.description || undefined}
        actions={<TuningActions job={job} />}
        status={<StatusLine job={job} />}
      />
      {job.state === 'preparing' || job.state === 'pending' ? <EngineStrip /> : null}
      {job.state === 'failed' && job.failure ? (
        <div className="mb-4">
          <JobFailure
            id={job.id}
            attempt={job.attempt}
            failure={job.failure}
            action={<NextStep job={job} />}
          />
        </div>
      ) : null}
      <UrlTabs
        label={t('tabs.label')}
        tabs={[
          { value: 'overview', label: t('tabs.overview'), content: <TuningOverview job={job} /> },
          { value: 'curves', label: t('tabs.curves'), content: <JobCurves job={job} /> },
          {
            value: 'logs',
            label: t('tabs.logs'),
            content: <JobLogs key={job.attempt} id={job.id} kept={job.keepLogsUri !== null} />,
          },
          { value: 'events', label: t('tabs.events'), content: <JobEvents id={job.id} /> },
          { value: 'lineage', label: t('tabs.lineage'), content: <TuningLineage job={job} /> },
          { value: 'settings', label: t('tabs.settings'), content: <TuningSettings job={job} /> },
        ]}
      />
    </>
  );
}

function StatusLine({ job }: { job: TuningJobDetail }) {
  const t = useTranslations('tuning');
  const states = useTranslations('status');
  const reason = useReasonText().of(job);
  const changes = useStateChanges(job.id);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground">
        <StateBadge state={job.state} />
        {reason && job.state !== 'failed' ? <span className="text-foreground">{reason}</span> : null}
        {job.attempt > 1 ? <span>{t('attempt', { number: job.attempt })}</span> : null}
        <span>
          {job.createdByName ?? t('gone')} · <RelativeTime value={job.createdAt} focusable />
        </span>
        <CopyId value={job.id} />
      </div>
      {isFinal(job.state) && job.state !== 'stopped' ? null : <ProgressLine job={job} />}
      {changes.length > 0 ? (
        <div className="flex items-center gap-3">
          <span className="shrink-0 text-muted-foreground text-xs">{states('history')}</span>
          <StateTimeline changes={changes} />
        </div>
      ) : null}
    </div>
  );
}
