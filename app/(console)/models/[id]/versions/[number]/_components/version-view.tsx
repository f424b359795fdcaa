'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { LineageView } from '#components/lineage/lineage-view.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { DeployLink } from '#components/model/deploy-link.tsx';
import { EvaluateVersion } from '#components/model/evaluate-link.tsx';
import { TaskRecords } from '#components/model/task-records.tsx';
import { VersionStateBadge } from '#components/model/version-state.tsx';
import { WorkLink } from '#components/model/work-link.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { UrlTabs } from '#components/ui/url-tabs.tsx';
import type { VersionDetail } from '#lib/contracts/models.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { CheckAgain } from '../../../_components/check-again.tsx';
import { DeleteVersion } from './delete-version.tsx';
import { VersionOverview } from './version-overview.tsx';

/** One version: its state and figures, its task records, its lineage. */
export function VersionView({ modelId, number }: { modelId: string; number: number }) {
  const t = useTranslations('models');
  const query = useQuery({
    queryKey: ['model', modelId, 'version', number],
    queryFn: ({ signal }) =>
      apiFetch<VersionDetail>(`/api/v1/models/${modelId}/versions/${number}`, { signal }),
  });
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <DetailPageSkeleton />
    );
  const version = query.data;
  const label = versionLabel(version.number);
  const name = `${version.modelName} ${label}`;
  return (
    <>
      <PageTrail steps={[{ label: version.modelName, href: `/models/${modelId}` }, { label }]} />
      <PageHeader
        title={name}
        description={version.description || undefined}
        actions={
          <>
            {version.state === 'ready' ? <CheckAgain modelId={modelId} number={number} /> : null}
            <DeleteVersion version={version} />
            <EvaluateVersion version={version} />
            <DeployLink version={version} />
            <WorkLink work="compress" template={version.template} version={version} />
            <WorkLink work="tune" template={version.template} version={version} />
          </>
        }
        status={
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground">
            <VersionStateBadge state={version.state} failure={version.failure} />
            <Link href={`/square/${version.template}`} className="text-link hover:underline">
              {version.templateName}
            </Link>
            <RelativeTime value={version.createdAt} />
            <CopyId value={version.id} />
          </p>
        }
      />
      <UrlTabs
        label={t('version.tabs')}
        tabs={[
          { value: 'overview', label: t('tabs.overview'), content: <VersionOverview version={version} /> },
          {
            value: 'tasks',
            label: t('tabs.tasks'),
            content: (
              <TaskRecords
                id="version-tasks"
                path={`/api/v1/models/${modelId}/task-records?version=${number}`}
                withModel={false}
              />
            ),
          },
          {
            value: 'lineage',
            label: t('tabs.lineage'),
            content: <LineageView modelId={modelId} number={number} name={name} />,
          },
        ]}
      />
    </>
  );
}
