'use client';

import { useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';

export interface Found {
  id: string;
  name: string;
  href: string;
  kind: 'models' | 'datasets' | 'tuning' | 'compression' | 'evaluations';
}

type Named = { items: { id: string; name: string }[] };
const SOURCES = [
  { kind: 'models', path: '/api/v1/models', href: (id: string) => `/models/${id}` },
  { kind: 'datasets', path: '/api/v1/datasets', href: (id: string) => `/datasets/${id}` },
  { kind: 'tuning', path: '/api/v1/tuning-jobs', href: (id: string) => `/tuning/${id}` },
  { kind: 'compression', path: '/api/v1/compression-jobs', href: (id: string) => `/compression/${id}` },
  { kind: 'evaluations', path: '/api/v1/evaluations', href: (id: string) => `/evaluations/${id}` },
] as const;

/** Models, datasets, jobs and evaluations whose name holds `text`; a source that refuses is left out. */
export function usePaletteSearch(text: string) {
  return useQuery({
    queryKey: ['palette', text],
    enabled: text.length > 0,
    staleTime: 10_000,
    queryFn: async ({ signal }): Promise<Found[]> => {
      const answers = await Promise.allSettled(
        SOURCES.map(async ({ kind, path, href }) => {
          const query = new URLSearchParams({ search: text, limit: '5' });
          const { items } = await apiFetch<Named>(`${path}?${query}`, { signal });
          return items.map(({ id, name }) => ({ id, name, kind, href: href(id) }));
        }),
      );
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    },
  });
}
