'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { CreateLink } from '#components/permission/create-link.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import type { Leaderboard } from '#lib/contracts/leaderboard.ts';
import { FIGURE_METRICS } from '#lib/contracts/values/evaluations.ts';
import { LeaderboardTable } from './leaderboard-table.tsx';

/** Models and services over datasets, one metric at a time. */
export function LeaderboardView() {
  const t = useTranslations('evaluations.leaderboard');
  const list = useTranslations('evaluations');
  const text = useMetricText();
  const missing = useMissing('evaluation:write');
  const [metric, setMetric] = useQueryState(
    'metric',
    parseAsStringLiteral(FIGURE_METRICS).withDefault('exact_match').withOptions({ history: 'push' }),
  );
  const query = useQuery({
    queryKey: ['evaluation', 'list', 'leaderboard', metric],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      apiFetch<Leaderboard>(`/api/v1/evaluations/leaderboard?metric=${metric}`, { signal }),
  });
  return (
    <>
      <PageTrail steps={[{ label: t('title') }]} />
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Select value={metric} onValueChange={(next) => void setMetric(next as typeof metric)}>
            <SelectTrigger aria-label={t('metric')} className="w-44">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {FIGURE_METRICS.map((each) => (
                <SelectItem key={each} value={each}>
                  {text.name(each)}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        }
      />
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <DetailPageSkeleton />
      ) : query.data.entries.length === 0 ? (
        <EmptyState
          drawing="curves"
          title={t('empty', { metric: text.name(metric) })}
          action={
            <CreateLink href="/evaluations/create" missing={missing}>
              {list('create')}
            </CreateLink>
          }
        >
          {t('emptyHint')}
        </EmptyState>
      ) : (
        <LeaderboardTable board={query.data} />
      )}
    </>
  );
}
