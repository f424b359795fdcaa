'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useLimitsText } from '#components/access/limits-text.ts';
import type { DataColumn } from '#components/data-table/index.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { LazyHint } from '#components/ui/tooltip.tsx';
import type { ApiKey } from '#lib/contracts/api-keys.ts';
import { KeyState } from './key-state.tsx';

export function useKeyColumns(withOwner: boolean): readonly DataColumn<ApiKey>[] {
  const t = useTranslations('access');
  const limitsText = useLimitsText();
  return useMemo(() => {
    const none = (text: string) => <span className="text-muted-foreground">{text}</span>;
    const columns: DataColumn<ApiKey>[] = [
      {
        id: 'description',
        header: t('description'),
        width: 220,
        cell: (key) => <span className="truncate font-medium">{key.description || t('noDescription')}</span>,
      },
      {
        id: 'secret',
        header: t('secret'),
        width: 110,
        cell: (key) => <code className="font-mono text-xs">sk-…{key.lastFour}</code>,
      },
      {
        id: 'state',
        header: t('stateTitle'),
        width: 110,
        cell: (key) =>
          key.banReason ? (
            <LazyHint text={t('bannedBy', { name: key.bannedByName ?? '', reason: key.banReason })}>
              <span>
                <KeyState state={key.state} />
              </span>
            </LazyHint>
          ) : (
            <KeyState state={key.state} />
          ),
      },
      {
        id: 'scope',
        header: t('scope'),
        width: 180,
        cell: (key) =>
          key.scope === null ? (
            none(t('everything'))
          ) : (
            <LazyHint text={key.scope.map((link) => link.name ?? t('deletedService')).join(', ')}>
              <span className="truncate">
                {key.scope.length === 1
                  ? (key.scope[0]?.name ?? t('deletedService'))
                  : t('serviceCount', { count: key.scope.length })}
              </span>
            </LazyHint>
          ),
      },
      { id: 'limits', header: t('limits'), width: 160, cell: (key) => limitsText(key) },
      {
        id: 'lastUsedAt',
        header: t('lastUsed'),
        width: 120,
        cell: (key) => (key.lastUsedAt ? <RelativeTime value={key.lastUsedAt} /> : none(t('never'))),
      },
      {
        id: 'expiresAt',
        header: t('expires'),
        width: 120,
        cell: (key) => (key.expiresAt ? <RelativeTime value={key.expiresAt} /> : none(t('never'))),
      },
      {
        id: 'createdAt',
        header: t('created'),
        width: 120,
        cell: (key) => <RelativeTime value={key.createdAt} />,
      },
    ];
    if (withOwner)
      columns.splice(2, 0, {
        id: 'userName',
        header: t('owner'),
        width: 140,
        cell: (key) => <span className="truncate">{key.userName}</span>,
      });
    return columns;
  }, [t, limitsText, withOwner]);
}
