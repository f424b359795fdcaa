'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useLimitsText } from '#components/access/limits-text.ts';
import type { DataColumn } from '#components/data-table/index.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { LazyHint } from '#components/ui/tooltip.tsx';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';
import { GroupStateBadge } from './group-state.tsx';

export function useGroupColumns(): readonly DataColumn<ServiceGroup>[] {
  const t = useTranslations('access');
  const limitsText = useLimitsText();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('name'),
        width: 240,
        cell: (group) => (
          <span className="block min-w-0">
            <span className="block truncate font-medium">{group.name}</span>
            {group.description ? (
              <span className="block truncate text-muted-foreground text-xs">{group.description}</span>
            ) : null}
          </span>
        ),
      },
      {
        id: 'state',
        header: t('stateTitle'),
        width: 110,
        cell: (group) => <GroupStateBadge state={group.state} />,
      },
      {
        id: 'services',
        header: t('services'),
        width: 200,
        cell: (group) => (
          <LazyHint text={group.routes.map((link) => link.name ?? t('deletedService')).join(', ')}>
            <span className="truncate">
              {group.routes.length === 1
                ? (group.routes[0]?.name ?? t('deletedService'))
                : t('serviceCount', { count: group.routes.length })}
            </span>
          </LazyHint>
        ),
      },
      {
        id: 'appKey',
        header: 'AppKey',
        width: 110,
        cell: (group) => <code className="font-mono text-xs">sk-…{group.lastFour}</code>,
      },
      { id: 'limits', header: t('limits'), width: 160, cell: (group) => limitsText(group) },
      {
        id: 'lastUsedAt',
        header: t('lastUsed'),
        width: 120,
        cell: (group) =>
          group.lastUsedAt ? (
            <RelativeTime value={group.lastUsedAt} />
          ) : (
            <span className="text-muted-foreground">{t('never')}</span>
          ),
      },
      {
        id: 'createdBy',
        header: t('createdBy'),
        width: 120,
        cell: (group) => <span className="truncate">{group.createdByName}</span>,
      },
      {
        id: 'createdAt',
        header: t('created'),
        width: 120,
        cell: (group) => <RelativeTime value={group.createdAt} />,
      },
    ],
    [t, limitsText],
  );
}
