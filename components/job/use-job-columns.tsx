'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DataColumn } from '#components/data-table/index.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import { ProgressCell } from './job-progress.tsx';
import { JobStateBadge } from './job-state.tsx';

/** A list of jobs: what all of them have, around the columns of one kind. */
export function useJobColumns<T extends JobSummary>(own: readonly DataColumn<T>[]): DataColumn<T>[] {
  const t = useTranslations('tuning');
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'name', header: t('name'), sortable: true, cell: (job) => job.name },
      { id: 'state', header: t('stateColumn'), sortable: true, cell: (job) => <JobStateBadge job={job} /> },
      { id: 'progress', header: t('progress'), width: 220, cell: (job) => <ProgressCell job={job} /> },
      ...own,
      {
        id: 'duration',
        header: t('duration'),
        align: 'right',
        defaultHidden: true,
        cell: (job) =>
          job.startedAt && job.finishedAt
            ? format.duration((Date.parse(job.finishedAt) - Date.parse(job.startedAt)) / 1000)
            : '—',
      },
      {
        id: 'createdBy',
        header: t('createdBy'),
        defaultHidden: true,
        cell: (job) => job.createdByName ?? '—',
      },
      {
        id: 'createdAt',
        header: t('createdAt'),
        sortable: true,
        cell: (job) => <RelativeTime value={job.createdAt} />,
      },
    ],
    [own, t, format],
  );
}
