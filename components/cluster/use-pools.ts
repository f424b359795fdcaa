'use client';

import { useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { PoolList } from '#lib/contracts/clusters.ts';

/** The pools that this account may use, with their flavors. */
export const usePools = () =>
  useQuery({
    queryKey: ['cluster', 'list', 'pools'],
    queryFn: ({ signal }) => apiFetch<PoolList>('/api/v1/pools?limit=200', { signal }),
  });
