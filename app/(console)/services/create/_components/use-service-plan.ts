'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { ServicePlan } from '#lib/contracts/service-plan.ts';
import { type ServiceFormValues, toPlanInput } from './service-form.ts';

const TYPING_MS = 350;
const ASK_AGAIN_MS = 20_000;

/** What the form would lead to, asked of the server shortly after the person stops typing. */
export function useServicePlan(values: ServiceFormValues) {
  const body = JSON.stringify(toPlanInput(values));
  const [settled, setSettled] = useState(body);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(body), TYPING_MS);
    return () => clearTimeout(timer);
  }, [body]);
  const query = useQuery({
    queryKey: ['service-plan', settled],
    queryFn: ({ signal }) =>
      apiFetch<ServicePlan>('/api/v1/services/plan', { method: 'POST', body: JSON.parse(settled), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ASK_AGAIN_MS,
  });
  return { ...query, behind: body !== settled || query.isPlaceholderData };
}
