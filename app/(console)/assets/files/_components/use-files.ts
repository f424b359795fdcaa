'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { debounce, parseAsString, useQueryState, useQueryStates } from 'nuqs';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { BucketList, ObjectList } from '#lib/contracts/storage.ts';
import { BUCKETS_KEY } from '../keys.ts';

const PAGE = 100;

/** Where the page stands (bucket, folder, search; all in the URL) and what is there. */
export function useFiles() {
  const [place, setPlace] = useQueryStates(
    { bucket: parseAsString.withDefault(''), path: parseAsString.withDefault('') },
    { history: 'push' },
  );
  const [search, setSearch] = useQueryState(
    'search',
    parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(200) }),
  );
  const buckets = useQuery({
    queryKey: BUCKETS_KEY,
    queryFn: ({ signal }) => apiFetch<BucketList>('/api/v1/buckets?limit=200', { signal }),
  });
  const all = buckets.data?.items ?? [];
  const bucket =
    all.find((each) => each.name === place.bucket) ?? all.find((each) => each.isDefault) ?? all[0];
  const prefix = place.path === '' ? '' : `${place.path.replace(/\/$/, '')}/`;
  const entries = useInfiniteQuery({
    queryKey: ['object', 'list', bucket?.name ?? '', prefix, search],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ prefix, limit: String(PAGE) });
      if (search) query.set('search', search);
      if (pageParam) query.set('cursor', pageParam);
      return apiFetch<ObjectList>(`/api/v1/buckets/${bucket?.name ?? ''}/objects?${query}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled: bucket !== undefined,
    staleTime: 5_000,
  });
  return {
    buckets,
    bucket,
    prefix,
    search,
    entries,
    items: entries.data?.pages.flatMap((page) => page.items) ?? [],
    /** `path` without slashes at its ends. */
    openFolder: (path: string) => {
      void setPlace({ path: path || null });
      void setSearch(null);
    },
    openBucket: (name: string) => {
      void setPlace({ bucket: name, path: null });
      void setSearch(null);
    },
    setSearch: (text: string) => void setSearch(text || null),
  };
}
