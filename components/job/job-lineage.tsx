'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { LineageView } from '#components/lineage/lineage-view.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { JobDetail } from '#lib/contracts/jobs.ts';
import type { ModelDetail } from '#lib/contracts/models.ts';
import { versionName } from '#lib/format/version-label.ts';

/** Where the result came from; until there is one, what its base came from. */
export function JobLineage({ job }: { job: Pick<JobDetail, 'id' | 'links'> }) {
  const t = useTranslations('tuning.lineage');
  const made = job.links.find((link) => link.kind === 'model' && !link.gone);
  const base = job.links.find((link) => link.kind === 'model-version' && !link.gone);
  const output = useQuery({
    queryKey: ['model', made?.id],
    enabled: made !== undefined,
    queryFn: ({ signal }) => apiFetch<ModelDetail>(`/api/v1/models/${made?.id}`, { signal }),
  });
  if (made) {
    if (output.error && !output.data)
      return <ErrorState error={output.error} onRetry={() => void output.refetch()} />;
    if (!output.data) return <Skeleton className="h-105 w-full" />;
    const version = output.data.versions.find((each) => each.madeByJobId === job.id);
    if (version)
      return (
        <LineageView
          modelId={made.id}
          number={version.number}
          name={versionName(made.name, version.number)}
        />
      );
  }
  if (base?.parentId && base.number !== null)
    return (
      <div className="flex flex-col gap-3">
        <p className="text-muted-foreground">{t('ofBase')}</p>
        <LineageView
          modelId={base.parentId}
          number={base.number}
          name={versionName(base.name, base.number)}
        />
      </div>
    );
  return (
    <EmptyState drawing="models" title={t('gone')}>
      {t('goneHint')}
    </EmptyState>
  );
}
