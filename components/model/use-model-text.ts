'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import type { AbilityReason, Localised } from '#lib/contracts/templates.ts';

import { seriesName } from './series-name.ts';

/** Sizes, lengths and reasons of models, in the reader's language. */
export function useModelText() {
  const t = useTranslations('models');
  const locale = useLocale();
  const format = useFormat();
  return useMemo(() => {
    const count = (parameters: number): string => {
      if (parameters >= 1e9) return `${format.number(parameters / 1e9, parameters >= 1e10 ? 0 : 1)}B`;
      return parameters >= 1e5 ? `${format.number(parameters / 1e6, 1)}M` : format.number(parameters);
    };
    return {
      pick: (text: Localised): string => (locale === 'zh' ? text.zh : text.en),
      series: (series: string): string => seriesName(series, locale),
      /** Parameters: `7.6B`, `3.3M`. */
      count,
      size: (billion: number | null): string =>
        billion === null ? t('sizeOfWeights') : count(billion * 1e9),
      /** Tokens in K of 1,024, as models are named. */
      length: (tokens: number | null): string => {
        if (tokens === null) return t('lengthOfWeights');
        return tokens % 1024 === 0 ? `${format.number(tokens / 1024)}K` : format.number(tokens);
      },
      reason: (reason: AbilityReason): string =>
        reason.code === 'memory' && reason.neededBytes !== undefined && reason.availableBytes !== undefined
          ? t('reason.memory', {
              needed: format.bytes(reason.neededBytes),
              available: format.bytes(reason.availableBytes),
            })
          : t(`reason.${reason.code}`),
    };
  }, [t, locale, format]);
}
