'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DataColumn } from '#components/data-table/index.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import type { Dataset } from '#lib/contracts/datasets.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { DatasetStateBadge, ImportProgress } from './dataset-state.tsx';

export function useDatasetColumns(): DataColumn<Dataset>[] {
  const t = useTranslations('datasets');
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'name', header: t('name'), sortable: true, cell: (row) => row.name },
      {
        id: 'state',
        header: t('stateColumn'),
        cell: (row) => (
          <span className="flex items-center gap-2">
            <DatasetStateBadge state={row.state} />
            {row.state === 'importing' && row.latest ? <ImportProgress version={row.latest} /> : null}
          </span>
        ),
      },
      {
        id: 'format',
        header: t('format'),
        cell: (row) => (row.latest ? t(`formatName.${row.latest.format}`) : '—'),
      },
      {
        id: 'samples',
        header: t('samples'),
        align: 'right',
        cell: (row) => {
          const samples = row.latest?.samples;
          return samples === null || samples === undefined ? '—' : format.number(samples);
        },
      },
      {
        id: 'latest',
        header: t('latest'),
        align: 'right',
        cell: (row) => (row.latest ? versionLabel(row.latest.number) : '—'),
      },
      {
        id: 'versions',
        header: t('versionCount'),
        align: 'right',
        cell: (row) => row.versions,
        defaultHidden: true,
      },
      {
        id: 'size',
        header: t('size'),
        align: 'right',
        cell: (row) => (row.latest ? format.bytes(row.latest.sourceBytes) : '—'),
        defaultHidden: true,
      },
      {
        id: 'createdBy',
        header: t('createdBy'),
        cell: (row) => row.createdByName ?? '—',
        defaultHidden: true,
      },
      {
        id: 'updatedAt',
        header: t('updatedAt'),
        sortable: true,
        cell: (row) => <RelativeTime value={row.updatedAt} />,
      },
      {
        id: 'createdAt',
        header: t('createdAt'),
        sortable: true,
        cell: (row) => <RelativeTime value={row.createdAt} />,
      },
    ],
    [t, format],
  );
}
