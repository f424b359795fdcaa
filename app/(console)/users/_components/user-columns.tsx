'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DataColumn } from '#components/data-table/index.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { Badge } from '#components/ui/badge.tsx';
import type { User } from '#lib/contracts/iam.ts';

export function useUserColumns(ownId: string): readonly DataColumn<User>[] {
  const t = useTranslations('users');
  const account = useTranslations('account');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('name'),
        width: 220,
        cell: (user) => (
          <span className="flex items-center gap-2">
            <span className="truncate font-medium">{user.name}</span>
            {user.id === ownId ? <Badge variant="accent">{t('you')}</Badge> : null}
          </span>
        ),
      },
      { id: 'role', header: t('role'), width: 120, cell: (user) => account(`roles.${user.role}`) },
      {
        id: 'state',
        header: t('state'),
        width: 140,
        cell: (user) => (
          <span className="flex items-center gap-1.5">
            <Badge variant={user.disabled ? 'neutral' : 'success'}>
              {user.disabled ? `■ ${t('disabled')}` : `✓ ${t('enabled')}`}
            </Badge>
            {user.mustChangePassword ? <Badge variant="warning">{t('mustChange')}</Badge> : null}
          </span>
        ),
      },
      {
        id: 'lastSignInAt',
        header: t('lastSignIn'),
        width: 120,
        cell: (user) =>
          user.lastSignInAt ? (
            <RelativeTime value={user.lastSignInAt} />
          ) : (
            <span className="text-muted-foreground">{t('never')}</span>
          ),
      },
      {
        id: 'createdAt',
        header: t('created'),
        width: 120,
        cell: (user) => <RelativeTime value={user.createdAt} />,
      },
    ],
    [t, account, ownId],
  );
}
