'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, ChartLine, Pencil, Plus, Power, PowerOff, ShieldCheck, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { DataTable, type RowAction, useListQuery, useListState } from '#components/data-table/index.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useHolds, useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ApiKey, ApiKeyList, NewApiKey } from '#lib/contracts/api-keys.ts';
import { API_KEY_STATES, MAX_KEYS_PER_USER } from '#lib/contracts/values/api-keys.ts';
import { KEY_LIST } from '../list.ts';
import { KeyAction, type KeyActionKind } from './key-action.tsx';
import { useKeyColumns } from './key-columns.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { KeySecret } from './key-secret.tsx';

export function KeysView({ ownId, gatewayUrl }: { ownId: string; gatewayUrl: string }) {
  const t = useTranslations('access');
  const queries = useQueryClient();
  const missing = useMissing('key:write');
  const manages = useHolds('key:manage');
  const state = useListState(KEY_LIST);
  const query = useListQuery<ApiKey>({ kind: 'apiKey', path: '/api/v1/api-keys', state });
  const mine = useQuery({
    queryKey: ['apiKey', 'list', 'mine'],
    queryFn: ({ signal }) => apiFetch<ApiKeyList>('/api/v1/api-keys?limit=1', { signal }),
  });
  const columns = useKeyColumns(state.values.facets.owner?.includes('all') ?? false);
  const [acting, setActing] = useState<{ kind: KeyActionKind | 'create'; key: ApiKey | null } | null>(null);
  const [made, setMade] = useState<NewApiKey | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ['apiKey'] });
  const close = () => setActing(null);
  const full = (mine.data?.total ?? 0) >= MAX_KEYS_PER_USER;

  const facets = useMemo(
    () => [
      ...(manages
        ? [{ id: 'owner', label: t('owner'), options: [{ value: 'all', label: t('keys.everyone') }] }]
        : []),
      {
        id: 'state',
        label: t('stateTitle'),
        options: API_KEY_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
      },
    ],
    [t, manages],
  );
  const rowActions = (key: ApiKey): RowAction[] => {
    const act = (kind: KeyActionKind, disabledReason = missing) => ({
      id: kind,
      label: t(`keys.${kind}`),
      disabledReason,
      onSelect: () => setActing({ kind, key }),
    });
    const foreign = key.userId === ownId ? missing : (missing ?? t('keys.notYours'));
    const banned = key.state === 'banned' ? t('keys.isBanned') : undefined;
    const actions: RowAction[] = [
      { ...act('edit', foreign), icon: <Pencil aria-hidden /> },
      {
        id: 'monitor',
        label: t('monitor'),
        icon: <ChartLine aria-hidden />,
        href: `/calls?callerId=${key.id}`,
      },
      key.state === 'disabled'
        ? { ...act('enable'), icon: <Power aria-hidden /> }
        : { ...act('disable', missing ?? banned), icon: <PowerOff aria-hidden /> },
    ];
    if (manages)
      actions.push(
        key.state === 'banned'
          ? { ...act('unban'), icon: <ShieldCheck aria-hidden /> }
          : { ...act('ban'), icon: <Ban aria-hidden />, destructive: true },
      );
    return [...actions, { ...act('delete', foreign), icon: <Trash2 aria-hidden />, destructive: true }];
  };
  const create = (
    <Button
      disabledReason={missing ?? (full ? t('keys.full', { most: MAX_KEYS_PER_USER }) : undefined)}
      onClick={() => setActing({ kind: 'create', key: null })}
    >
      <Plus />
      {t('keys.create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('keys.title')}
        count={query.data?.total}
        description={t('keys.description', { most: MAX_KEYS_PER_USER })}
        actions={create}
      />
      <DataTable
        id="api-keys"
        label={t('keys.title')}
        columns={columns}
        state={state}
        query={query}
        rowId={(key) => key.id}
        rowName={(key) => key.description || `sk-…${key.lastFour}`}
        rowActions={rowActions}
        facets={facets}
        searchLabel={t('keys.search')}
        empty={
          <EmptyState
            title={t('keys.empty')}
            action={
              <>
                {create}
                {manages ? (
                  <Button variant="outline" onClick={() => state.setFacet('owner', ['all'])}>
                    {t('keys.showEveryone')}
                  </Button>
                ) : null}
              </>
            }
          >
            {t('keys.emptyHint')}
          </EmptyState>
        }
      />
      {acting && (acting.kind === 'create' || acting.kind === 'edit') ? (
        <KeyDialog
          apiKey={acting.key}
          onClose={close}
          onMade={(fresh) => {
            setMade(fresh);
            close();
            refresh();
          }}
          onSaved={() => {
            toast.success(t('saved'));
            close();
            refresh();
          }}
        />
      ) : null}
      {acting?.key && acting.kind !== 'create' && acting.kind !== 'edit' ? (
        <KeyAction kind={acting.kind} apiKey={acting.key} onClose={close} onChanged={refresh} />
      ) : null}
      {made ? <KeySecret made={made} gatewayUrl={gatewayUrl} onClose={() => setMade(null)} /> : null}
    </>
  );
}
