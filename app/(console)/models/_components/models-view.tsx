'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { DataTable, type RowAction, useListQuery, useListState } from '#components/data-table/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { CreateLink } from '#components/permission/create-link.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { ModelSummary } from '#lib/contracts/models.ts';
import { MODEL_ORIGINS, VERSION_STATES } from '#lib/contracts/values/models.ts';
import { MODEL_LIST } from '../list.ts';
import { DeleteModel } from './delete-model.tsx';
import { useModelColumns } from './model-columns.tsx';

/** The account's models. */
export function ModelsView() {
  const t = useTranslations('models');
  const format = useFormat();
  const missing = useMissing('model:write');
  const columns = useModelColumns();
  const state = useListState(MODEL_LIST);
  const query = useListQuery<ModelSummary>({ kind: 'model', path: '/api/v1/models', state });
  const [deleting, setDeleting] = useState<ModelSummary | null>(null);
  const facets = useMemo(
    () => [
      {
        id: 'state',
        label: t('stateColumn'),
        options: VERSION_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
      },
      {
        id: 'origin',
        label: t('originColumn'),
        options: MODEL_ORIGINS.map((value) => ({ value, label: t(`origin.${value}`) })),
      },
    ],
    [t],
  );
  const rowActions = (row: ModelSummary): RowAction[] => [
    { id: 'open', label: t('open'), href: `/models/${row.id}` },
    {
      id: 'delete',
      label: t('delete'),
      destructive: true,
      disabledReason: missing,
      onSelect: () => setDeleting(row),
    },
  ];
  const create = (
    <CreateLink href="/models/create" missing={missing}>
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
        id="models"
        label={t('title')}
        columns={columns}
        state={state}
        query={query}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        rowHref={(row) => `/models/${row.id}`}
        rowActions={rowActions}
        facets={facets}
        searchLabel={t('search')}
        empty={
          <EmptyState
            drawing="models"
            title={t('empty')}
            action={
              <>
                {create}
                <Button variant="outline" asChild>
                  <Link href="/square">{t('toSquare')}</Link>
                </Button>
              </>
            }
          >
            {t('emptyHint')}
          </EmptyState>
        }
      />
      {deleting ? (
        <DeleteModel id={deleting.id} name={deleting.name} onClose={() => setDeleting(null)} />
      ) : null}
    </>
  );
}
