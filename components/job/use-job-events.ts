'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { StateChange } from '#components/status/state-timeline.tsx';
import type { JobEvent, JobEventList } from '#lib/contracts/jobs.ts';

const PAGE = 100;
const pathOf = (id: string, order: 'asc' | 'desc', cursor = '') =>
  `/api/v1/jobs/${id}/events?order=${order}&limit=${PAGE}${cursor ? `&cursor=${cursor}` : ''}`;

/** What happened to a job, newest first, page by page. */
export function useJobEvents(id: string) {
  return useInfiniteQuery({
    queryKey: ['job', id, 'events', 'desc'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => apiFetch<JobEventList>(pathOf(id, 'desc', pageParam), { signal }),
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The states a job went through, oldest first. A very long history is known at both of its ends. */
export function useStateChanges(id: string): StateChange[] {
  const first = useQuery({
    queryKey: ['job', id, 'events', 'asc'],
    queryFn: ({ signal }) => apiFetch<JobEventList>(pathOf(id, 'asc'), { signal }),
  });
  const newest = useJobEvents(id);
  const all = new Map<number, JobEvent>();
  for (const event of first.data?.items ?? []) all.set(event.number, event);
  for (const page of newest.data?.pages ?? []) for (const event of page.items) all.set(event.number, event);
  return [...all.values()]
    .sort((a, b) => a.number - b.number)
    .flatMap(({ state, at, type }) => (type === 'state' && state ? [{ state, at }] : []))
    .filter((change, index, list) => list[index - 1]?.state !== change.state);
}
