'use client';

import { useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { Callable, CallableList, ServiceGroup } from '#lib/contracts/service-groups.ts';

const PAGE = 200;

/** All that can be called, until every member is found or the list ends. */
async function findMembers(wanted: ReadonlySet<string>, signal: AbortSignal): Promise<Callable[]> {
  const found: Callable[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: String(PAGE), ...(cursor ? { cursor } : {}) });
    const page: CallableList = await apiFetch(`/api/v1/callables?${query}`, { signal });
    found.push(...page.items.filter(({ id }) => wanted.has(id)));
    cursor = page.nextCursor;
  } while (cursor && found.length < wanted.size);
  return found;
}

/** What the members of a group are called by; a deleted one has none. */
export function useMembers({ id, routes }: ServiceGroup) {
  const ids = routes.map((route) => route.id);
  return useQuery({
    queryKey: ['serviceGroup', id, 'members', ids.join()],
    queryFn: ({ signal }) => findMembers(new Set(ids), signal),
  });
}
