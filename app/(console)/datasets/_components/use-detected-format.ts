'use client';

import { useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { DetectedFormat } from '#lib/contracts/datasets.ts';

/** What the server makes of the file at this address. */
export function useDetectedFormat(source: string | null) {
  const whole = source !== null && /^storage:\/\/[^/]+\/.+/.test(source);
  return useQuery({
    queryKey: ['object', 'format', source],
    queryFn: ({ signal }) =>
      apiFetch<DetectedFormat>(`/api/v1/dataset-format?${new URLSearchParams({ source: source ?? '' })}`, {
        signal,
      }),
    enabled: whole,
    staleTime: 5_000,
  });
}
