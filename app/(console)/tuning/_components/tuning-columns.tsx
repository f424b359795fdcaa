'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DataColumn } from '#components/data-table/index.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { ProgressCell } from '#components/job/job-progress.tsx';
import { JobStateBadge } from '#components/job/job-state.tsx';
import { versionLabel } from '#components/model/use-model-text.ts';
import type { TuningJobSummary } from '#lib/contracts/tuning.ts';

const named = (name: string | null, number: number | null, gone: string): string =>
  name === null ? gone : number === null ? name : `${name} ${versionLabel(number)}`;

export function useTuningColumns(): DataColumn<TuningJobSummary>[] {
  const t = useTranslations('tuning');
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'name', header: t('name'), sortable: true, cell: (job) => job.name },
      {
        id: 'state',
        header: t('stateColumn'),
        sortable: true,
        cell: (job) => <JobStateBadge job={job} />,
      },
      {
        id: 'progress',
        header: t('progress'),
        width: 220,
        cell: (job) => <ProgressCell job={job} />,
      },
      { id: 'method', header: t('methodColumn'), cell: (job) => t(`method.${job.method}`) },
      {
        id: 'model',
        header: t('model'),
        cell: (job) => named(job.modelName, job.modelVersionNumber, t('gone')),
      },
      {
        id: 'dataset',
        header: t('dataset'),
        cell: (job) => named(job.datasetName, job.datasetVersionNumber, t('gone')),
      },
      {
        id: 'output',
        header: t('outputModel'),
        defaultHidden: true,
        cell: (job) => job.outputModelName ?? '—',
      },
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
    [t, format],
  );
}
