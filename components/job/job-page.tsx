'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { StateBadge } from '#components/status/state-badge.tsx';
import { StateTimeline } from '#components/status/state-timeline.tsx';
import { UrlTabs } from '#components/ui/url-tabs.tsx';
import type { JobDetail } from '#lib/contracts/jobs.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { EngineStrip } from './engine-strip.tsx';
import { JobEvents } from './job-events.tsx';
import { JobFailure } from './job-failure.tsx';
import { JobLineage } from './job-lineage.tsx';
import { JobLogs } from './job-logs.tsx';
import { ProgressLine } from './job-progress.tsx';
import { useReasonText } from './reason.tsx';
import { useStateChanges } from './use-job-events.ts';

interface Tab {
  value: string;
  label: string;
  content: ReactNode;
}

/** One job: what it does now, why it failed, and its parts in tabs; logs, events and lineage are the same for all. */
export function JobPage({
  job,
  actions,
  nextStep,
  first,
  settings,
}: {
  job: JobDetail;
  actions: ReactNode;
  /** What to do after a failure, as buttons. */
  nextStep: ReactNode;
  /** Before the logs. */
  first: readonly Tab[];
  settings: ReactNode;
}) {
  const t = useTranslations('tuning.tabs');
  return (
    <>
      <PageTrail steps={[{ label: job.name }]} />
      <PageHeader
        title={job.name}
        description={job.description || undefined}
        actions={actions}
        status={<StatusLine job={job} />}
      />
      {job.state === 'preparing' || job.state === 'pending' ? <EngineStrip /> : null}
      {job.state === 'failed' && job.failure ? (
        <div className="mb-4">
          <JobFailure job={job} failure={job.failure} action={nextStep} />
        </div>
      ) : null}
      <UrlTabs
        label={t('label')}
        tabs={[
          ...first,
          {
            value: 'logs',
            label: t('logs'),
            content: <JobLogs key={job.attempt} id={job.id} kept={job.keepLogsUri !== null} />,
          },
          { value: 'events', label: t('events'), content: <JobEvents id={job.id} kind={job.kind} /> },
          { value: 'lineage', label: t('lineage'), content: <JobLineage job={job} /> },
          { value: 'settings', label: t('settings'), content: settings },
        ]}
      />
    </>
  );
}

function StatusLine({ job }: { job: JobDetail }) {
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
