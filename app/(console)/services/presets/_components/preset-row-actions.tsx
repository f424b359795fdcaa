'use client';

import { ChartLine, Code, MessageSquare, Pencil, Plus, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RowAction } from '#components/data-table/index.ts';
import type { PresetService } from '#lib/contracts/presets.ts';
import { usePresetReason } from './preset-state.tsx';
import { useMayOffer } from './use-may-offer.ts';

export type Offered = PresetService & { id: string };
export const isOffered = (preset: PresetService): preset is Offered => preset.id !== null;

/** What can be done with a line: call it, try it, and for those who may, offer, change and withdraw it. */
export function usePresetRowActions(
  offerer: boolean,
  onWithdraw: (preset: Offered) => void,
): (preset: PresetService) => RowAction[] {
  const t = useTranslations('presets.action');
  const reasonOf = usePresetReason();
  const missing = useMayOffer(offerer);
  return (preset) => {
    const reason = reasonOf(preset);
    if (!isOffered(preset)) {
      const place = `/services/presets/offer?catalogueId=${preset.catalogueId}`;
      const unsupported = preset.reason === 'unsupported' ? reason : undefined;
      return [
        {
          id: 'offer',
          label: t('offer'),
          icon: <Plus aria-hidden />,
          href: place,
          disabledReason: missing ?? unsupported,
        },
      ];
    }
    const talks = preset.kind === 'embedding' ? t('noChat') : undefined;
    const actions: RowAction[] = [
      { id: 'call', label: t('call'), icon: <Code aria-hidden />, href: `/services/presets/${preset.id}` },
      {
        id: 'try',
        label: t('try'),
        icon: <MessageSquare aria-hidden />,
        href: `/playground?service=${preset.id}`,
        disabledReason: talks ?? reason,
      },
      {
        id: 'monitor',
        label: t('monitor'),
        icon: <ChartLine aria-hidden />,
        href: `/calls?routeId=${preset.id}`,
      },
    ];
    if (!offerer) return actions;
    return [
      ...actions,
      {
        id: 'edit',
        label: t('edit'),
        icon: <Pencil aria-hidden />,
        href: `/services/presets/${preset.id}/edit`,
      },
      {
        id: 'withdraw',
        label: t('withdraw'),
        icon: <Undo2 aria-hidden />,
        destructive: true,
        onSelect: () => onWithdraw(preset),
      },
    ];
  };
}
