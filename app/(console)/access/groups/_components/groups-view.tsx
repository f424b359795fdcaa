'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ChartLine, Copy, Pencil, Plus, Power, PowerOff, RotateCcw, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { DataTable, type RowAction, useListQuery, useListState } from '#components/data-table/index.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import { GROUP_STATES, ServiceGroup } from '#lib/contracts/service-groups.ts';
import { GROUP_LIST } from '../list.ts';
import { AppKeyDialog } from './app-key-dialog.tsx';
import { GroupAction, type GroupActionKind } from './group-action.tsx';
import { useGroupColumns } from './group-columns.tsx';
import { GroupDialog } from './group-dialog.tsx';

type Acting =
  | { kind: 'create'; group: null }
  | { kind: 'edit' | 'copy' | GroupActionKind; group: ServiceGroup };

export function GroupsView({ gatewayUrl }: { gatewayUrl: string }) {
  const t = useTranslations('access');
  const queries = useQueryClient();
  const missing = useMissing('group:write');
  const columns = useGroupColumns();
  const state = useListState(GROUP_LIST);
  const query = useListQuery({
    kind: 'serviceGroup',
    path: '/api/v1/service-groups',
    item: ServiceGroup,
    state,
  });
  const [acting, setActing] = useState<Acting | null>(null);
  const close = () => setActing(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ['serviceGroup'] });
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
  const rowActions = (group: ServiceGroup): RowAction[] => {
    const act = (kind: Exclude<Acting['kind'], 'create'>) => ({
      id: kind,
      label: t(`groups.${kind}`),
      disabledReason: missing,
      onSelect: () => setActing({ kind, group }),
    });
    return [
      { ...act('copy'), icon: <Copy aria-hidden /> },
      { ...act('edit'), icon: <Pencil aria-hidden /> },
      {
        id: 'monitor',
        label: t('monitor'),
        icon: <ChartLine aria-hidden />,
        href: `/calls?callerId=${group.id}`,
      },
      { ...act('reset'), icon: <RotateCcw aria-hidden /> },
      group.state === 'disabled'
        ? { ...act('enable'), icon: <Power aria-hidden /> }
        : { ...act('disable'), icon: <PowerOff aria-hidden /> },
      { ...act('delete'), icon: <Trash2 aria-hidden />, destructive: true },
    ];
  };
  const create = (
    <Button disabledReason={missing} onClick={() => setActing({ kind: 'create', group: null })}>
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
        rowActions={rowActions}
        facets={facets}
        searchLabel={t('groups.search')}
        empty={
          <EmptyState title={t('groups.empty')} action={create}>
            {t('groups.emptyHint')}
          </EmptyState>
        }
      />
      {acting?.kind === 'create' || acting?.kind === 'edit' ? (
        <GroupDialog
          group={acting.group}
          onClose={close}
          onSaved={(group) => {
            refresh();
            if (acting.kind === 'edit') {
              toast.success(t('saved'));
              close();
            } else setActing({ kind: 'copy', group });
          }}
        />
      ) : null}
      {acting?.kind === 'copy' ? (
        <AppKeyDialog group={acting.group} gatewayUrl={gatewayUrl} onClose={close} />
      ) : null}
      {acting && acting.kind !== 'create' && acting.kind !== 'edit' && acting.kind !== 'copy' ? (
        <GroupAction
          kind={acting.kind}
          group={acting.group}
          onClose={() => setActing((now) => (now?.kind === 'copy' ? now : null))}
          onChanged={refresh}
          onReset={() => setActing({ kind: 'copy', group: acting.group })}
        />
      ) : null}
    </>
  );
}
