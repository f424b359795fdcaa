'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { apiFetch } from '#components/live/api-fetch.ts';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';

/** A job's page once its data is there; before that a skeleton of it, or why it cannot be read. */
export function JobQuery<T>({
  queryKey,
  path,
  children,
}: {
  queryKey: readonly string[];
  path: string;
  children: (job: T) => ReactNode;
}) {
  const query = useQuery({ queryKey, queryFn: ({ signal }) => apiFetch<T>(path, { signal }) });
  if (query.data) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <DetailPageSkeleton />;
}
