'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { DataTable, type RowAction, useListQuery, useListState } from '#components/data-table/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { CreateLink } from '#components/permission/create-link.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import type { Dataset } from '#lib/contracts/datasets.ts';
import { DATASET_STATES } from '#lib/contracts/values/datasets.ts';
import { DATASET_LIST } from '../list.ts';
import { useDatasetColumns } from './dataset-columns.tsx';
import { DeleteDataset } from './delete-dataset.tsx';

/** The account's datasets. */
export function DatasetsView() {
  const t = useTranslations('datasets');
  const format = useFormat();
  const missing = useMissing('dataset:write');
  const columns = useDatasetColumns();
  const state = useListState(DATASET_LIST);
  const query = useListQuery<Dataset>({ kind: 'dataset', path: '/api/v1/datasets', state });
  const [deleting, setDeleting] = useState<Dataset | null>(null);
  const facets = useMemo(
    () => [
      {
        id: 'state',
        label: t('stateColumn'),
        options: DATASET_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
      },
    ],
    [t],
  );
  const rowActions = (row: Dataset): RowAction[] => [
    { id: 'open', label: t('open'), href: `/datasets/${row.id}` },
    {
      id: 'delete',
      label: t('delete'),
      destructive: true,
      disabledReason: missing,
      onSelect: () => setDeleting(row),
    },
  ];
  const create = (
    <CreateLink href="/datasets/create" missing={missing}>
      {t('create')}
    </CreateLink>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        count={query.data ? format.number(query.data.total) : undefined}
        description={t('description')}
        actions={create}
      />
      <DataTable
        id="datasets"
        label={t('title')}
        columns={columns}
        state={state}
        query={query}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        rowHref={(row) => `/datasets/${row.id}`}
        rowActions={rowActions}
        facets={facets}
        searchLabel={t('search')}
        empty={
          <EmptyState drawing="datasets" title={t('empty')} action={create}>
            {t('emptyHint')}
          </EmptyState>
        }
      />
      {deleting ? <DeleteDataset dataset={deleting} onClose={() => setDeleting(null)} /> : null}
    </>
  );
}
