'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { CallFilterState } from './use-call-filter.ts';

/** Calls come every moment: asked again at this pace instead of at each. */
const EVERY_MS = 15_000;

/** One question of call monitoring under the page's filter. */
export function useCalls<T>(
  filter: CallFilterState,
  path: string,
  more: Record<string, string | number> = {},
) {
  const rest = new URLSearchParams(Object.entries(more).map(([name, value]) => [name, String(value)]));
  return useQuery({
    queryKey: ['calls', path, filter.key, rest.toString()],
    queryFn: ({ signal }) => {
      const query = filter.query();
      for (const [name, value] of rest) query.set(name, value);
      return apiFetch<T>(`/api/v1/calls${path}?${query}`, { signal });
    },
    placeholderData: keepPreviousData,
    refetchInterval: filter.range === 'custom' ? false : EVERY_MS,
  });
}
