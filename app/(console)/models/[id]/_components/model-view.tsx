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
import type { ModelDetail } from '#lib/contracts/models.ts';
import { versionName } from '#lib/format/version-label.ts';
import { ModelOverview } from './model-overview.tsx';
import { ModelSettings } from './model-settings.tsx';
import { VersionTable } from './version-table.tsx';

/** A model: overview, versions, task records, lineage, settings. */
export function ModelView({ id }: { id: string }) {
  const t = useTranslations('models');
  const query = useQuery({
    queryKey: ['model', id],
    queryFn: ({ signal }) => apiFetch<ModelDetail>(`/api/v1/models/${id}`, { signal }),
  });
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <DetailPageSkeleton />
    );
  const model = query.data;
  const ready = model.versions.findLast((version) => version.state === 'ready');
  const newest = ready ?? model.versions.at(-1);
  return (
    <>
      <PageTrail steps={[{ label: model.name }]} />
      <PageHeader
        title={model.name}
        description={model.description || undefined}
        actions={
          newest ? (
            <>
              <EvaluateVersion version={newest} />
              <DeployLink version={newest} />
              <WorkLink work="compress" template={model.template} version={newest} />
              <WorkLink work="tune" template={model.template} version={newest} />
            </>
          ) : null
        }
        status={
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground">
            <VersionStateBadge state={model.state} failure={model.failure} />
            <Link href={`/square/${model.template}`} className="text-link hover:underline">
              {model.templateName}
            </Link>
            <span>{t(`origin.${model.origin}`)}</span>
            <span>
              {model.createdBy} · <RelativeTime value={model.createdAt} />
            </span>
            <CopyId value={model.id} />
          </p>
        }
      />
      <UrlTabs
        label={t('tabs.label')}
        tabs={[
          { value: 'overview', label: t('tabs.overview'), content: <ModelOverview model={model} /> },
          { value: 'versions', label: t('tabs.versions'), content: <VersionTable model={model} /> },
          {
            value: 'tasks',
            label: t('tabs.tasks'),
            content: (
              <TaskRecords id="model-tasks" path={`/api/v1/models/${model.id}/task-records`} withModel />
            ),
          },
          {
            value: 'lineage',
            label: t('tabs.lineage'),
            content: (
              <LineageView
                modelId={model.id}
                number={model.latestVersion}
                name={versionName(model.name, model.latestVersion)}
              />
            ),
          },
          { value: 'settings', label: t('tabs.settings'), content: <ModelSettings model={model} /> },
        ]}
      />
    </>
  );
}
