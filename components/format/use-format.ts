'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { isLocale, languageTag } from '#lib/contracts/values/locale.ts';
import {
  formatBytes,
  formatCompact,
  formatDuration,
  formatExact,
  formatFigure,
  formatMoney,
  formatNumber,
  formatPercent,
  formatRate,
  formatRelative,
  formatTime,
  formatTokenPrice,
} from '#lib/format/index.ts';

/** The formatters of `lib/format`, bound to the reader's language. */
export function useFormat() {
  const locale = useLocale();
  return useMemo(() => {
    const language = languageTag(isLocale(locale) ? locale : 'zh');
    return {
      language,
      bytes: (bytes: number) => formatBytes(bytes, language),
      rate: (bytesPerSecond: number) => formatRate(bytesPerSecond, language),
      number: (value: number, digits?: number) => formatNumber(value, language, digits),
      compact: (value: number) => formatCompact(value, language),
      figure: (value: number) => formatFigure(value, language),
      percent: (share: number, digits?: number) => formatPercent(share, language, digits),
      duration: (seconds: number) => formatDuration(seconds, language),
      money: (fen: number) => formatMoney(fen, language),
      tokenPrice: (fenPerMillion: number) => formatTokenPrice(fenPerMillion, language),
      relative: (instant: string | Date, now: Date = new Date()) => formatRelative(instant, now, language),
      time: (instant: number, parts: Intl.DateTimeFormatOptions) => formatTime(instant, parts, language),
      exact: (instant: string | Date) => formatExact(instant, language),
    };
  }, [locale]);
}
