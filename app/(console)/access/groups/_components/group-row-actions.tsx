'use client';

import { ChartLine, Copy, Pencil, Power, PowerOff, RotateCcw, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RowAction } from '#components/data-table/index.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';
import type { ActingOnGroup } from './group-dialogs.tsx';

/** Everything that can be done with a group; what may not be says why. */
export function useGroupRowActions(act: (acting: ActingOnGroup) => void) {
  const t = useTranslations('access');
  const missing = useMissing('group:write');
  return (group: ServiceGroup): RowAction[] => {
    const choose = (kind: ActingOnGroup['kind']) => ({
      id: kind,
      label: t(`groups.${kind}`),
      disabledReason: missing,
      onSelect: () => act({ kind, group }),
    });
    return [
      { ...choose('copy'), icon: <Copy aria-hidden /> },
      { ...choose('edit'), icon: <Pencil aria-hidden /> },
      {
        id: 'monitor',
        label: t('monitor'),
        icon: <ChartLine aria-hidden />,
        href: `/access/groups/${group.id}?tab=monitor`,
      },
      { ...choose('reset'), icon: <RotateCcw aria-hidden /> },
      group.state === 'disabled'
        ? { ...choose('enable'), icon: <Power aria-hidden /> }
        : { ...choose('disable'), icon: <PowerOff aria-hidden /> },
      { ...choose('delete'), icon: <Trash2 aria-hidden />, destructive: true },
    ];
  };
}
