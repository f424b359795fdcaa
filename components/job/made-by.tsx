'use client';

import { useQuery } from '@tanstack/react-query';
import { apiFetch } from '#components/live/api-fetch.ts';
import { Link } from '#components/ui/link.tsx';
import type { JobDetail } from '#lib/contracts/jobs.ts';
import { jobHref } from './job-href.ts';

/** The job that made a version, by name; by id when it was deleted since. */
export function MadeBy({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => apiFetch<JobDetail>(`/api/v1/jobs/${id}`, { signal }),
    retry: false,
  });
  const href = data && jobHref(data);
  if (!href) return <span className="break-all font-mono text-xs">{data?.name ?? id}</span>;
  return (
    <Link href={href} className="break-all text-link hover:underline">
      {data.name}
    </Link>
  );
}
