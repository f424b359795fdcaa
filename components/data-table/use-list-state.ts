'use client';

import { debounce, parseAsArrayOf, parseAsInteger, parseAsString, useQueryState, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { DEFAULT_PAGE_SIZE, type ListValues, listQueryString, PAGE_SIZES } from './list-params.ts';

/** Where a list stands: search, sort, facets and page, all in the URL. */
export interface ListState {
  values: ListValues;
  queryString: string;
  page: number;
  filtered: boolean;
  setSearch: (text: string) => void;
  setSort: (sort: string) => void;
  setLimit: (limit: number) => void;
  setFacet: (id: string, chosen: string[]) => void;
  clearFilters: () => void;
  goTo: (page: number, cursor: string) => void;
}

export function useListState({
  facetIds = [],
  defaultSort = '',
}: {
  facetIds?: readonly string[];
  defaultSort?: string;
} = {}): ListState {
  const [search, setSearch] = useQueryState(
    'search',
    parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(200) }),
  );
  const [place, setPlace] = useQueryStates(
    {
      sort: parseAsString.withDefault(defaultSort),
      limit: parseAsInteger.withDefault(DEFAULT_PAGE_SIZE),
      cursor: parseAsString.withDefault(''),
      page: parseAsInteger.withDefault(1),
    },
    { history: 'push' },
  );
  const facetKey = facetIds.join(',');
  const parsers = useMemo(
    () =>
      Object.fromEntries(
        facetKey
          .split(',')
          .filter((id) => id !== '')
          .map((id) => [id, parseAsArrayOf(parseAsString).withDefault([])]),
      ),
    [facetKey],
  );
  const [facets, setFacets] = useQueryStates(parsers, { history: 'push' });

  return useMemo(() => {
    const limit = PAGE_SIZES.some((size) => size === place.limit) ? place.limit : DEFAULT_PAGE_SIZE;
    const values: ListValues = { search, sort: place.sort, limit, cursor: place.cursor, facets };
    const restart = { cursor: null, page: null };
    const clearedFacets = Object.fromEntries(Object.keys(facets).map((id) => [id, null]));
    return {
      values,
      queryString: listQueryString(values),
      page: place.page,
      filtered: search !== '' || Object.values(facets).some((chosen) => chosen.length > 0),
      setSearch: (text) => {
        void setSearch(text || null);
        if (place.page !== 1) void setPlace(restart);
      },
      setSort: (sort) => void setPlace({ sort: sort || null, ...restart }),
      setLimit: (size) => void setPlace({ limit: size, ...restart }),
      setFacet: (id, chosen) => {
        void setFacets({ [id]: chosen.length > 0 ? chosen : null });
        void setPlace(restart);
      },
      clearFilters: () => {
        void setSearch(null);
        void setFacets(clearedFacets);
        void setPlace(restart);
      },
      goTo: (page, cursor) => void setPlace({ page: page === 1 ? null : page, cursor: cursor || null }),
    };
  }, [search, place, facets, setSearch, setPlace, setFacets]);
}
