'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { type FormEvent, useState } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import type { DatasetVersionDetail, Preview } from '#lib/contracts/datasets.ts';
import { previewKey } from '../keys.ts';
import { SampleCard } from './sample-card.tsx';

const PAGE = 20;

/** Samples of a version, page by page, from any number, or those that hold a text. */
export function PreviewPanel({ version }: { version: DatasetVersionDetail }) {
  const t = useTranslations('datasets.preview');
  const format = useFormat();
  const [place, setPlace] = useQueryStates(
    { from: parseAsInteger.withDefault(1), search: parseAsString.withDefault('') },
    { history: 'push' },
  );
  const [text, setText] = useState(place.search);
  const from = Math.max(1, place.from);
  const ready = version.state === 'ready';
  const query = useQuery({
    queryKey: previewKey(version.datasetId, version.number, from, place.search),
    queryFn: ({ signal }) => {
      const params = new URLSearchParams({ from: String(from), limit: String(PAGE) });
      if (place.search) params.set('search', place.search);
      const path = `/api/v1/datasets/${version.datasetId}/versions/${version.number}/preview?${params}`;
      return apiFetch<Preview>(path, { signal });
    },
    enabled: ready,
    placeholderData: keepPreviousData,
  });
  if (!ready)
    return (
      <EmptyState drawing="datasets" title={t('nothing')}>
        {t(version.state === 'importing' ? 'importing' : 'refused')}
      </EmptyState>
    );
  const find = (event: FormEvent) => {
    event.preventDefault();
    void setPlace({ search: text.trim() || null, from: null });
  };
  const data = query.data;
  const next = data?.next ?? null;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <form onSubmit={find} className="flex gap-2">
          <Input
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            aria-label={t('search')}
            placeholder={t('search')}
            className="w-72 max-w-full"
          />
          <Button type="submit" variant="outline">
            {t('find')}
          </Button>
        </form>
        <span role="status" className="ml-auto text-muted-foreground tabular-nums">
          {data
            ? place.search
              ? t('searched', { found: data.items.length, scanned: format.number(data.scanned) })
              : t('range', {
                  from: format.number(from),
                  to: format.number(from + Math.max(0, data.items.length - 1)),
                  total: format.number(data.total),
                })
            : ''}
        </span>
      </div>
      {query.error && !data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !data ? (
        <DetailPageSkeleton />
      ) : data.items.length === 0 ? (
        <EmptyState drawing="search" title={t('notFound')}>
          {t(next === null ? 'notFoundHint' : 'goOnHint')}
        </EmptyState>
      ) : (
        <ol className="flex flex-col gap-3">
          {data.items.map((sample) => (
            <SampleCard key={sample.number} sample={sample} mark={place.search} />
          ))}
        </ol>
      )}
      <div className="flex justify-between gap-2">
        <Button
          variant="outline"
          disabledReason={from === 1 ? t('atStart') : undefined}
          onClick={() => void setPlace({ from: place.search ? null : Math.max(1, from - PAGE) })}
        >
          {t(place.search ? 'toStart' : 'previous')}
        </Button>
        <Button
          variant="outline"
          pending={query.isPlaceholderData}
          disabledReason={next === null ? t('atEnd') : undefined}
          onClick={() => void setPlace({ from: next })}
        >
          {t(place.search ? 'searchOn' : 'next')}
        </Button>
      </div>
    </div>
  );
}
