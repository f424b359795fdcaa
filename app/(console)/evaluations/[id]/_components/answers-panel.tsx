'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { EvaluationAnswers } from '#lib/contracts/evaluation-answers.ts';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import { AnswerCard } from './answer-card.tsx';
import { AnswerFilters } from './answer-filters.tsx';
import { useAnswerFilter } from './use-answer-filter.ts';

const PAGE = 20;

/** Every sample with the answers of all runs side by side. */
export function AnswersPanel({ row }: { row: Evaluation }) {
  const t = useTranslations('evaluations.answers');
  const format = useFormat();
  const filter = useAnswerFilter();
  const measured = row.runs.filter((run) => run.samples !== null);
  const query = useInfiniteQuery({
    queryKey: ['evaluation', row.id, 'answers', measured.length, filter.queryString],
    enabled: measured.length > 0,
    initialPageParam: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      apiFetch<EvaluationAnswers>(
        `/api/v1/evaluations/${row.id}/answers?limit=${PAGE}&after=${pageParam}&${filter.queryString}`,
        { signal },
      ),
    getNextPageParam: (page) => page.next,
  });
  if (measured.length === 0)
    return (
      <EmptyState drawing="logs" title={t('none')}>
        {t('noneHint')}
      </EmptyState>
    );
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const pages = query.data?.pages ?? [];
  const samples = pages.flatMap((page) => page.items);
  const exportHref = (kind: 'csv' | 'jsonl') =>
    `/api/v1/evaluations/${row.id}/export?format=${kind}&${filter.queryString}`;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <AnswerFilters
          runs={measured}
          categories={pages[0]?.categories ?? []}
          tasks={pages[0]?.tasks ?? []}
          filter={filter}
        />
        <span className="ml-auto flex items-center gap-2">
          <span className="text-muted-foreground tabular-nums" aria-live="polite">
            {pages[0] ? t('count', { count: format.number(pages[0].total) }) : ''}
          </span>
          {(['csv', 'jsonl'] as const).map((kind) => (
            <Button key={kind} variant="outline" asChild>
              <a href={exportHref(kind)} download>
                <Download />
                {t(kind)}
              </a>
            </Button>
          ))}
        </span>
      </div>
      {query.isPending ? <Skeleton className="h-40 w-full" /> : null}
      {!query.isPending && samples.length === 0 ? (
        <EmptyState
          drawing="search"
          title={t('noMatch')}
          action={
            <Button variant="outline" onClick={filter.clear}>
              {t('clear')}
            </Button>
          }
        />
      ) : null}
      <ol className="flex flex-col gap-3">
        {samples.map((sample) => (
          <AnswerCard key={sample.number} sample={sample} runs={measured} metrics={row.metrics} />
        ))}
      </ol>
      {query.hasNextPage ? (
        <Button
          variant="outline"
          className="self-center"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
}
