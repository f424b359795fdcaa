'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DataColumn } from '#components/data-table/index.ts';
import { useJobColumns } from '#components/job/use-job-columns.tsx';
import type { CompressionJobSummary } from '#lib/contracts/compression.ts';
import { versionName } from '#lib/format/version-label.ts';

export function useCompressionColumns(): DataColumn<CompressionJobSummary>[] {
  const t = useTranslations('compression');
  const jobs = useTranslations('tuning');
  const own = useMemo(
    (): DataColumn<CompressionJobSummary>[] => [
      { id: 'method', header: t('methodColumn'), cell: (job) => t(`method.${job.method}`) },
      {
        id: 'scheme',
        header: t('scheme'),
        defaultHidden: true,
        cell: (job) => <code className="font-mono text-xs">{job.scheme}</code>,
      },
      {
        id: 'model',
        className: 'max-w-44 truncate',
        header: t('model'),
        cell: (job) => versionName(job.modelName, job.modelVersionNumber) ?? jobs('gone'),
      },
      {
        id: 'output',
        header: t('outputModel'),
        defaultHidden: true,
        className: 'max-w-44 truncate',
        cell: (job) => job.outputModelName ?? '—',
      },
    ],
    [t, jobs],
  );
  return useJobColumns(own);
}
