'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { FacetChip } from '#components/data-table/facet-chip.tsx';
import { useListState } from '#components/data-table/index.ts';
import { SearchBox } from '#components/data-table/search-box.tsx';
import { useDrawnRows } from '#components/data-table/use-drawn-rows.ts';
import { useSlashFocus } from '#components/data-table/use-slash-focus.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useLive } from '#components/live/live-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import type { TemplateList } from '#lib/contracts/templates.ts';
import { FACETS, squareKey, squareQuery } from '../facets.ts';
import { TemplateCard } from './template-card.tsx';
import { useFacetLabel } from './use-facet-label.ts';

/** Six rows of three: more than a large screen shows. */
const FIRST_CARDS = 18;

/** The cards under the filters of the URL. */
export function SquareView() {
  const t = useTranslations('square');
  const label = useFacetLabel();
  const search = useRef<HTMLInputElement>(null);
  const state = useListState({ facetIds: FACETS });
  const query = useQuery({
    queryKey: squareKey(state.values),
    queryFn: ({ signal }) =>
      apiFetch<TemplateList>(`/api/v1/templates?${squareQuery(state.values)}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const { refetch } = query;
  // What a cluster can do, and which models there are, decides what the cards offer.
  useLive(({ kind }) => {
    if (kind === 'cluster' || kind === 'model') void refetch();
  });
  useSlashFocus(search);
  const list = query.data;
  const drawn = useDrawnRows(list?.items.length ?? 0, FIRST_CARDS);

  return (
    <>
      <PageHeader title={t('title')} count={list?.total} description={t('description')} />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchBox
          inputRef={search}
          value={state.values.search}
          onChange={state.setSearch}
          label={t('search')}
        />
        {FACETS.map((id) => (
          <FacetChip
            key={id}
            facet={{
              id,
              label: t(`facet.${id}`),
              options: (list?.facets[id] ?? []).map(({ value, count }) => ({
                value,
                label: label(id, value),
                count,
              })),
            }}
            chosen={state.values.facets[id] ?? []}
            onChange={(chosen) => state.setFacet(id, chosen)}
          />
        ))}
        {state.filtered ? (
          <Button variant="ghost" onClick={state.clearFilters}>
            {t('clear')}
          </Button>
        ) : null}
      </div>
      <p role="status" className="sr-only">
        {list ? t('results', { count: list.total }) : ''}
      </p>
      {query.error && !list ? <ErrorState error={query.error} onRetry={() => void refetch()} /> : null}
      {list?.items.length === 0 ? (
        <EmptyState
          drawing="search"
          title={t('none')}
          action={
            <Button variant="outline" onClick={state.clearFilters}>
              {t('clear')}
            </Button>
          }
        >
          {t('noneHint')}
        </EmptyState>
      ) : null}
      <ul
        aria-label={t('cards')}
        className={cn(
          'grid gap-3 transition-opacity sm:grid-cols-2 xl:grid-cols-3',
          query.isPlaceholderData && 'opacity-80',
        )}
      >
        {list?.items.slice(0, drawn).map((card) => (
          <li key={card.slug} className="flex [contain-intrinsic-size:auto_14rem] [content-visibility:auto]">
            <TemplateCard card={card} />
          </li>
        ))}
      </ul>
    </>
  );
}
