'use client';

import { Plus, Settings2, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { UrlTabs } from '#components/ui/url-tabs.tsx';
import { versionLabel } from '#lib/format/version-label.ts';
import { DatasetStateBadge, stateOfVersion } from '../../_components/dataset-state.tsx';
import { DeleteDataset } from '../../_components/delete-dataset.tsx';
import { EditDataset } from './edit-dataset.tsx';
import { NewVersion } from './new-version.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { PublishButton } from './publish-button.tsx';
import { useDataset } from './use-dataset.ts';
import { VersionOverview } from './version-overview.tsx';
import { VersionTable } from './version-table.tsx';

/** One dataset: the shown version's statistics, problems and samples, and all its versions. */
export function DatasetView({ id }: { id: string }) {
  const t = useTranslations('datasets');
  const router = useRouter();
  const missing = useMissing('dataset:write');
  const shown = useDataset(id);
  const [dialogue, setDialogue] = useState<'delete' | 'edit' | 'version' | null>(null);
  const dataset = shown.dataset.data;
  const version = shown.version.data;
  if (shown.dataset.error && !dataset)
    return <ErrorState error={shown.dataset.error} onRetry={() => void shown.dataset.refetch()} />;
  if (!dataset) return <DetailPageSkeleton />;
  const close = () => setDialogue(null);
  const addVersion = (
    <Button variant="outline" disabledReason={missing} onClick={() => setDialogue('version')}>
      <Plus />
      {t('newVersion')}
    </Button>
  );
  return (
    <>
      <PageTrail steps={[{ label: dataset.name }]} />
      <PageHeader
        title={dataset.name}
        count={version ? versionLabel(version.number) : undefined}
        description={dataset.description || undefined}
        status={
          <div className="flex flex-wrap items-center gap-3 text-muted-foreground">
            <DatasetStateBadge state={version ? stateOfVersion(version) : dataset.state} />
            {version ? <span>{t(`formatName.${version.format}`)}</span> : null}
            <span>
              {t('updatedAt')} <RelativeTime value={dataset.updatedAt} />
            </span>
          </div>
        }
        actions={
          <>
            <Button
              variant="ghost"
              size="icon"
              aria-label={t('edit')}
              hint={t('edit')}
              disabledReason={missing}
              onClick={() => setDialogue('edit')}
            >
              <Settings2 />
            </Button>
            <Button
              variant="ghost"
              size="icon"
              aria-label={t('deletion.name', { name: dataset.name })}
              hint={t('delete')}
              disabledReason={missing}
              onClick={() => setDialogue('delete')}
            >
              <Trash2 />
            </Button>
            {addVersion}
            {version ? <PublishButton version={version} /> : null}
          </>
        }
      />
      {shown.number === null ? (
        <EmptyState drawing="datasets" title={t('noVersions')} action={addVersion}>
          {t('noVersionsHint')}
        </EmptyState>
      ) : (
        <UrlTabs
          label={dataset.name}
          tabs={[
            {
              value: 'overview',
              label: t('tab.overview'),
              content: <VersionOverview query={shown.version} onNewVersion={() => setDialogue('version')} />,
            },
            {
              value: 'preview',
              label: t('tab.preview'),
              content: version ? <PreviewPanel key={version.id} version={version} /> : <DetailPageSkeleton />,
            },
            {
              value: 'versions',
              label: t('tab.versions', { count: dataset.versions }),
              content: (
                <VersionTable
                  datasetName={dataset.name}
                  query={shown.versions}
                  shown={shown.number}
                  onShow={shown.showVersion}
                />
              ),
            },
          ]}
        />
      )}
      {dialogue === 'delete' ? (
        <DeleteDataset dataset={dataset} onClose={close} onDeleted={() => router.push('/datasets')} />
      ) : null}
      {dialogue === 'edit' ? <EditDataset dataset={dataset} onClose={close} /> : null}
      {dialogue === 'version' ? (
        <NewVersion id={dataset.id} onClose={close} onMade={(number) => shown.showVersion(number)} />
      ) : null}
    </>
  );
}
