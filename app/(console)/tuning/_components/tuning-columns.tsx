'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DataColumn } from '#components/data-table/index.ts';
import { useJobColumns } from '#components/job/use-job-columns.tsx';
import type { TuningJobSummary } from '#lib/contracts/tuning.ts';
import { versionName } from '#lib/format/version-label.ts';

export function useTuningColumns(): DataColumn<TuningJobSummary>[] {
  const t = useTranslations('tuning');
  const own = useMemo(
    (): DataColumn<TuningJobSummary>[] => [
      { id: 'method', header: t('methodColumn'), cell: (job) => t(`method.${job.method}`) },
      {
        id: 'model',
        header: t('model'),
        cell: (job) => versionName(job.modelName, job.modelVersionNumber) ?? t('gone'),
      },
      {
        id: 'dataset',
        header: t('dataset'),
        cell: (job) => versionName(job.datasetName, job.datasetVersionNumber) ?? t('gone'),
      },
      {
        id: 'output',
        header: t('outputModel'),
        defaultHidden: true,
        cell: (job) => job.outputModelName ?? '—',
      },
    ],
    [t],
  );
  return useJobColumns(own);
}
