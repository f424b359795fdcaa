'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { apiFetch } from '#components/live/api-fetch.ts';
import { listOf } from '#lib/contracts/common.ts';
import { listKey } from './list-params.ts';
import type { ListState } from './use-list-state.ts';

/** One page of a REST list; refreshed by events on `kind`, the old page stays while the next one loads. */
export function useListQuery<T extends z.ZodType>({
  kind,
  path,
  item,
  state,
  part,
}: {
  /** First part of the query key, as events name it: `job`, `model`, `dataset`. */
  kind: string;
  /** REST path without query, such as `/api/v1/tuning-jobs`. */
  path: string;
  item: T;
  state: ListState;
  /** Sets lists apart whose things are of one kind. */
  part?: string;
}) {
  return useQuery({
    queryKey: listKey(kind, state.values, part),
    queryFn: ({ signal }) => {
      const joint = path.includes('?') ? '&' : '?';
      return apiFetch(`${path}${joint}${state.queryString}`, listOf(item), { signal });
    },
    placeholderData: keepPreviousData,
  });
}
