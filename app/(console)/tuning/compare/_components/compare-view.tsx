'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs';
import { apiFetch } from '#components/live/api-fetch.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { TuningComparison } from '#lib/contracts/tuning.ts';
import { AddRun } from './add-run.tsx';
import { CompareCurves } from './compare-curves.tsx';
import { CompareRuns } from './compare-runs.tsx';
import { CompareSettings } from './compare-settings.tsx';

/** Points of a curve at most: the widest screen. */
const POINTS = 1500;

/** Up to ten runs beside each other; which ones is in the address. */
export function CompareView() {
  const t = useTranslations('tuning.compare');
  const [ids, setIds] = useQueryState(
    'ids',
    parseAsArrayOf(parseAsString).withDefault([]).withOptions({ history: 'push' }),
  );
  const chosen = ids.join(',');
  const query = useQuery({
    queryKey: ['job', 'list', 'compare', chosen],
    enabled: ids.length > 0,
    queryFn: ({ signal }) =>
      apiFetch<TuningComparison>(
        `/api/v1/tuning-jobs/compare?${new URLSearchParams({ ids: chosen, points: String(POINTS) })}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
  const add = <AddRun chosen={ids} onAdd={(id) => void setIds([...ids, id])} />;
  const remove = (id: string) => void setIds(ids.filter((each) => each !== id));
  return (
    <>
      <PageTrail steps={[{ label: t('title') }]} />
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={ids.length > 0 ? add : undefined}
      />
      {ids.length === 0 ? (
        <EmptyState
          drawing="curves"
          title={t('empty')}
          action={
            <>
              {add}
              <Button variant="outline" asChild>
                <Link href="/tuning">{t('toList')}</Link>
              </Button>
            </>
          }
        >
          {t('emptyHint')}
        </EmptyState>
      ) : query.error ? (
        <ErrorState
          error={query.error}
          onRetry={() => void query.refetch()}
          action={
            <Button variant="outline" onClick={() => void setIds([])}>
              {t('clear')}
            </Button>
          }
        />
      ) : query.data ? (
        <div className="flex flex-col gap-4">
          <CompareRuns comparison={query.data} onRemove={remove} />
          <CompareCurves comparison={query.data} />
          <CompareSettings comparison={query.data} />
        </div>
      ) : (
        <DetailPageSkeleton />
      )}
    </>
  );
}
