'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { ListOf } from '#lib/contracts/common.ts';
import { listKey } from './list-params.ts';
import type { ListState } from './use-list-state.ts';

/** One page of a REST list of `T`; refreshed by events on `kind`, the old page stays while the next one loads. */
export function useListQuery<T>({
  kind,
  path,
  state,
  part,
}: {
  /** First part of the query key, as events name it: `job`, `model`, `dataset`. */
  kind: string;
  /** REST path without query, such as `/api/v1/tuning-jobs`. */
  path: string;
  state: ListState;
  /** Sets lists apart whose things are of one kind. */
  part?: string;
}) {
  return useQuery({
    queryKey: listKey(kind, state.values, part),
    queryFn: ({ signal }) => {
      const joint = path.includes('?') ? '&' : '?';
      return apiFetch<ListOf<T>>(`${path}${joint}${state.queryString}`, { signal });
    },
    placeholderData: keepPreviousData,
  });
}
