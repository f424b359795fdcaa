'use client';

import { useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { TuneHyperparameters } from '#lib/contracts/agent/index.ts';
import type { TuningFormValues } from './tuning-form.ts';

/** The values to start from for this model and dataset; null until both are chosen. */
export function useRecommended({
  modelVersionId,
  datasetVersionId,
  method,
}: Pick<TuningFormValues, 'modelVersionId' | 'datasetVersionId' | 'method'>): TuneHyperparameters | null {
  const { data } = useQuery({
    queryKey: ['tuning-recommended', modelVersionId, datasetVersionId, method],
    enabled: modelVersionId !== null && datasetVersionId !== null,
    queryFn: ({ signal }) => {
      const params = new URLSearchParams({
        modelVersionId: modelVersionId ?? '',
        datasetVersionId: datasetVersionId ?? '',
        method,
      });
      return apiFetch<TuneHyperparameters>(`/api/v1/tuning-jobs/recommended-hyperparameters?${params}`, {
        signal,
      });
    },
  });
  return data ?? null;
}
