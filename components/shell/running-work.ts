'use client';

import { useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useHolds } from '#components/permission/permission-provider.tsx';
import type { JobList } from '#lib/contracts/jobs.ts';
import { isActive, JOB_STATES } from '#lib/contracts/values/job-state.ts';

const ACTIVE = JOB_STATES.filter(isActive).join(',');

/** Jobs that are not over yet, kept current by events; whoever may not see jobs has none. */
export function useRunningJobs() {
  const allowed = useHolds('job:read');
  return useQuery({
    enabled: allowed,
    queryKey: ['job', 'list', 'running'],
    queryFn: ({ signal }) => apiFetch<JobList>(`/api/v1/jobs?state=${ACTIVE}&limit=20`, { signal }),
  });
}
