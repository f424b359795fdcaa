'use client';

import { useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus, UserCheck, UserCog, UserX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { DataTable, type RowAction, useListQuery, useListState } from '#components/data-table/index.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import type { User } from '#lib/contracts/iam.ts';
import { ROLES } from '#lib/contracts/values/permissions.ts';
import { CreateUser } from './create-user.tsx';
import { FirstPasswordDialog } from './first-password-dialog.tsx';
import { UserAction, type UserActionKind } from './user-action.tsx';
import { useUserColumns } from './user-columns.tsx';

const FACETS = ['role', 'state'] as const;

export function UsersView({ ownId }: { ownId: string }) {
  const t = useTranslations('users');
  const account = useTranslations('account');
  const queries = useQueryClient();
  const missing = useMissing('user:write');
  const columns = useUserColumns(ownId);
  const state = useListState({ facetIds: FACETS });
  const query = useListQuery<User>({ kind: 'user', path: '/api/v1/users', state });
  const [creating, setCreating] = useState(false);
  const [acting, setActing] = useState<{ kind: UserActionKind; user: User } | null>(null);
  const [secret, setSecret] = useState<{ name: string; password: string } | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ['user'] });

  const facets = useMemo(
    () => [
      {
        id: 'role',
        label: t('role'),
        options: ROLES.map((value) => ({ value, label: account(`roles.${value}`) })),
      },
      {
        id: 'state',
        label: t('state'),
        options: [
          { value: 'enabled', label: t('enabled') },
          { value: 'disabled', label: t('disabled') },
        ],
      },
    ],
    [t, account],
  );
  const rowActions = (user: User): RowAction[] => {
    const act = (kind: UserActionKind) => ({
      id: kind,
      label: t(kind),
      disabledReason: missing,
      onSelect: () => setActing({ kind, user }),
    });
    return [
      { ...act('changeRole'), icon: <UserCog aria-hidden /> },
      {
        ...act('reset'),
        icon: <KeyRound aria-hidden />,
        disabledReason: missing ?? (user.id === ownId ? t('resetSelf') : undefined),
      },
      user.disabled
        ? { ...act('enable'), icon: <UserCheck aria-hidden /> }
        : { ...act('disable'), icon: <UserX aria-hidden />, destructive: true },
    ];
  };
  const create = (
    <Button disabledReason={missing} onClick={() => setCreating(true)}>
      <Plus />
      {t('create')}
    </Button>
  );

  return (
    <>
      <PageHeader
        title={t('title')}
        count={query.data?.total}
        description={t('description')}
        actions={create}
      />
      <DataTable
        id="users"
        label={t('title')}
        columns={columns}
        state={state}
        query={query}
        rowId={(user) => user.id}
        rowName={(user) => user.name}
        rowActions={rowActions}
        facets={facets}
        searchLabel={t('search')}
        empty={
          <EmptyState title={t('empty')} action={create}>
            {t('emptyHint')}
          </EmptyState>
        }
      />
      <CreateUser
        open={creating}
        onClose={() => setCreating(false)}
        onCreated={(made) => {
          setCreating(false);
          setSecret(made);
          refresh();
        }}
      />
      <UserAction
        acting={acting}
        onClose={() => setActing(null)}
        onChanged={refresh}
        onPassword={(made) => setSecret(made)}
      />
      <FirstPasswordDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
