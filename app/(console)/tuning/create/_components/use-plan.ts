'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiFetch } from '#components/live/api-fetch.ts';
import { TuneHyperparameters } from '#lib/contracts/agent/index.ts';
import { TuningPlan } from '#lib/contracts/tuning.ts';
import { type TuningFormValues, toPlanInput } from './tuning-form.ts';

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

/** What the form would lead to, asked of the server shortly after the person stops typing. */
export function usePlan(values: TuningFormValues) {
  const body = JSON.stringify(toPlanInput(values));
  const settled = useSettled(body, TYPING_MS);
  const query = useQuery({
    queryKey: ['tuning-plan', settled],
    queryFn: ({ signal }) =>
      apiFetch('/api/v1/tuning-jobs/plan', TuningPlan, {
        method: 'POST',
        body: JSON.parse(settled),
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: ASK_AGAIN_MS,
  });
  return { ...query, behind: body !== settled || query.isPlaceholderData };
}

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
      return apiFetch(`/api/v1/tuning-jobs/recommended-hyperparameters?${params}`, TuneHyperparameters, {
        signal,
      });
    },
  });
  return data ?? null;
}
