'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { useLimitsText } from '#components/access/limits-text.ts';
import type { DataColumn } from '#components/data-table/index.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import type { PresetService } from '#lib/contracts/presets.ts';
import { PresetStateBadge } from './preset-state.tsx';
import { TrialLeft } from './trial-left.tsx';

/** What nothing serves yet stands there greyed out. */
const faded = (preset: PresetService, content: ReactNode) =>
  preset.id === null ? <span className="text-muted-foreground">{content}</span> : content;

export function usePresetColumns(offerer: boolean): DataColumn<PresetService>[] {
  const t = useTranslations('presets');
  const format = useFormat();
  const limitsText = useLimitsText();
  return useMemo(() => {
    const columns: DataColumn<PresetService>[] = [
      { id: 'name', header: t('name'), width: 240, cell: (preset) => faded(preset, preset.name) },
      {
        id: 'kind',
        header: t('kindColumn'),
        width: 110,
        cell: (preset) => faded(preset, t(`kind.${preset.kind}`)),
      },
      {
        id: 'state',
        header: t('stateColumn'),
        width: 130,
        cell: (preset) => <PresetStateBadge preset={preset} />,
      },
      {
        id: 'price',
        header: t('price'),
        width: 190,
        cell: ({ terms }) => {
          if (!terms) return faded({ id: null } as PresetService, '—');
          const { promptFenPerMillion, completionFenPerMillion } = terms;
          if (promptFenPerMillion + completionFenPerMillion === 0) return t('free');
          return (
            <span className="tabular-nums">
              {t('inOut', {
                prompt: format.tokenPrice(promptFenPerMillion),
                completion: format.tokenPrice(completionFenPerMillion),
              })}
            </span>
          );
        },
      },
      {
        id: 'limits',
        header: t('limits'),
        width: 180,
        cell: (preset) => faded(preset, preset.terms ? limitsText(preset.terms.limits) : '—'),
      },
      {
        id: 'trial',
        header: t('trialLeft'),
        width: 170,
        cell: (preset) => <TrialLeft preset={preset} />,
      },
      {
        id: 'catalogueId',
        header: t('catalogueId'),
        width: 250,
        defaultHidden: true,
        cell: (preset) =>
          faded(preset, <code className="font-mono text-xs">{preset.catalogueId ?? '—'}</code>),
      },
    ];
    if (offerer)
      columns.push(
        {
          id: 'source',
          header: t('source'),
          width: 220,
          cell: ({ source }) => (
            <span className="block max-w-64 truncate text-muted-foreground">
              {source ? (source.type === 'service' ? source.serviceName : hostOf(source.url)) : '—'}
            </span>
          ),
        },
        {
          id: 'updatedAt',
          header: t('updatedAt'),
          width: 120,
          defaultHidden: true,
          cell: ({ updatedAt }) => (updatedAt ? <RelativeTime value={updatedAt} /> : '—'),
        },
      );
    return columns;
  }, [t, format, limitsText, offerer]);
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
