'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DataColumn } from '#components/data-table/index.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { VersionStateBadge } from '#components/model/version-state.tsx';
import { Link } from '#components/ui/link.tsx';
import type { ModelSummary } from '#lib/contracts/models.ts';
import { versionLabel } from '#lib/format/version-label.ts';

export function useModelColumns(): DataColumn<ModelSummary>[] {
  const t = useTranslations('models');
  return useMemo(
    () => [
      { id: 'name', header: t('name'), sortable: true, cell: (row) => row.name },
      {
        id: 'state',
        header: t('stateColumn'),
        cell: (row) => <VersionStateBadge state={row.state} failure={row.failure} />,
      },
      {
        id: 'template',
        header: t('template'),
        cell: (row) => (
          <Link href={`/square/${row.template}`} className="inline-flex min-h-6 items-center hover:underline">
            {row.templateName}
          </Link>
        ),
      },
      { id: 'origin', header: t('originColumn'), cell: (row) => t(`origin.${row.origin}`) },
      {
        id: 'latest',
        header: t('latest'),
        align: 'right',
        cell: (row) => versionLabel(row.latestVersion),
      },
      { id: 'versions', header: t('versionCount'), align: 'right', cell: (row) => row.versionCount },
      { id: 'createdBy', header: t('createdBy'), cell: (row) => row.createdBy, defaultHidden: true },
      {
        id: 'createdAt',
        header: t('createdAt'),
        sortable: true,
        cell: (row) => <RelativeTime value={row.createdAt} />,
      },
    ],
    [t],
  );
}
