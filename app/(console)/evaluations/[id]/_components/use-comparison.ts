'use client';

import { useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { Evaluation, EvaluationComparison } from '#lib/contracts/evaluations.ts';

/** How the runs differ from the baseline; worked out anew when one more has its figures. */
export function useComparison(row: Evaluation, measured: number, baseline: string) {
  const query = useQuery({
    queryKey: ['evaluation', row.id, 'comparison', baseline, measured],
    enabled: measured > 1,
    retry: false,
    queryFn: ({ signal }) =>
      apiFetch<EvaluationComparison>(
        `/api/v1/evaluations/${row.id}/comparison?${new URLSearchParams(baseline ? { baseline } : {})}`,
        { signal },
      ),
  });
  return query.data;
}
