'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { EngineStrip } from '#components/job/engine-strip.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { StateBadge } from '#components/status/state-badge.tsx';
import { UrlTabs } from '#components/ui/url-tabs.tsx';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import { isActive } from '#lib/contracts/values/job-state.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { useFollowRuns } from '../../_components/use-follow-runs.ts';
import { AnswersPanel } from './answers-panel.tsx';
import { ConfusionPanel } from './confusion-panel.tsx';
import { EvaluationActions } from './evaluation-actions.tsx';
import { EvaluationSettings } from './evaluation-settings.tsx';
import { ResultsPanel } from './results-panel.tsx';
import { RunLogs } from './run-logs.tsx';
import { RunProgress } from './run-progress.tsx';

/** One evaluation: figures side by side, single answers, confusion, logs and settings. */
export function EvaluationView({ id }: { id: string }) {
  const t = useTranslations('evaluations');
  const query = useQuery({
    queryKey: ['evaluation', id, 'detail'],
    queryFn: ({ signal }) => apiFetch<Evaluation>(`/api/v1/evaluations/${id}`, { signal }),
  });
  useFollowRuns(query.data ? [query.data] : []);
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <DetailPageSkeleton />
    );
  const row = query.data;
  return (
    <>
      <PageTrail steps={[{ label: row.name }]} />
      <PageHeader
        title={row.name}
        actions={<EvaluationActions row={row} />}
        status={<StatusLine row={row} />}
      />
      {isActive(row.state) ? <EngineStrip /> : null}
      <RunProgress runs={row.runs} />
      <UrlTabs
        label={t('tabs.label')}
        tabs={[
          { value: 'results', label: t('tabs.results'), content: <ResultsPanel row={row} /> },
          { value: 'answers', label: t('tabs.answers'), content: <AnswersPanel row={row} /> },
          { value: 'confusion', label: t('tabs.confusion'), content: <ConfusionPanel row={row} /> },
          { value: 'logs', label: t('tabs.logs'), content: <RunLogs row={row} /> },
          { value: 'settings', label: t('tabs.settings'), content: <EvaluationSettings row={row} /> },
        ]}
      />
    </>
  );
}

function StatusLine({ row }: { row: Evaluation }) {
  const t = useTranslations('evaluations');
  const number = row.datasetVersionNumber;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground">
      <StateBadge state={row.state} />
      <span>
        {row.datasetName ?? t('gone')}
        {number === null ? '' : ` ${versionLabel(number)}`}
      </span>
      <span>
        {row.createdByName ?? t('gone')} · <RelativeTime value={row.createdAt} focusable />
      </span>
      <CopyId value={row.id} />
    </div>
  );
}
