'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { JobArea } from './use-finding-text.ts';

const TYPING_MS = 350;
/** The queue moves without the form changing. */
const ASK_AGAIN_MS = 20_000;

function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** Plans of one kind of job; stale after a refusal. */
export const planKey = (area: JobArea) => ['plan', area] as const;

/** What the form would lead to, asked of the server shortly after the person stops typing. */
export function useJobPlan<T>(area: JobArea, input: unknown) {
  const body = JSON.stringify(input);
  const settled = useSettled(body, TYPING_MS);
  const query = useQuery({
    queryKey: [...planKey(area), settled],
    queryFn: ({ signal }) =>
      apiFetch<T>(`/api/v1/${area}-jobs/plan`, { method: 'POST', body: JSON.parse(settled), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ASK_AGAIN_MS,
  });
  return { plan: query.data, behind: body !== settled || query.isPlaceholderData };
}
