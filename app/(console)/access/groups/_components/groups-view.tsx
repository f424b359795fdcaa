'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { DataTable, useListQuery, useListState } from '#components/data-table/index.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';
import { GROUP_STATES } from '#lib/contracts/values/service-groups.ts';
import { GROUP_LIST } from '../list.ts';
import { useGroupColumns } from './group-columns.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { type ActingOnGroup, GroupDialogs } from './group-dialogs.tsx';
import { useGroupRowActions } from './group-row-actions.tsx';

export function GroupsView({ gatewayUrl }: { gatewayUrl: string }) {
  const t = useTranslations('access');
  const queries = useQueryClient();
  const missing = useMissing('group:write');
  const columns = useGroupColumns();
  const state = useListState(GROUP_LIST);
  const query = useListQuery<ServiceGroup>({
    kind: 'serviceGroup',
    path: '/api/v1/service-groups',
    state,
  });
  const [creates, setCreates] = useState(false);
  const [acting, setActing] = useState<ActingOnGroup | null>(null);
  const rowActions = useGroupRowActions(setActing);
  const facets = useMemo(
    () => [
      {
        id: 'state',
        label: t('stateTitle'),
        options: GROUP_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
      },
    ],
    [t],
  );
  const create = (
    <Button disabledReason={missing} onClick={() => setCreates(true)}>
      <Plus />
      {t('groups.create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('groups.title')}
        count={query.data?.total}
        description={t('groups.description')}
        actions={create}
      />
      <DataTable
        id="service-groups"
        label={t('groups.title')}
        columns={columns}
        state={state}
        query={query}
        rowId={(group) => group.id}
        rowName={(group) => group.name}
        rowHref={(group) => `/access/groups/${group.id}`}
        rowActions={rowActions}
        facets={facets}
        searchLabel={t('groups.search')}
        empty={
          <EmptyState title={t('groups.empty')} action={create}>
            {t('groups.emptyHint')}
          </EmptyState>
        }
      />
      {creates ? (
        <GroupDialog
          group={null}
          onClose={() => setCreates(false)}
          onSaved={(group) => {
            void queries.invalidateQueries({ queryKey: ['serviceGroup'] });
            setCreates(false);
            setActing({ kind: 'copy', group });
          }}
        />
      ) : null}
      <GroupDialogs acting={acting} gatewayUrl={gatewayUrl} setActing={setActing} />
    </>
  );
}
