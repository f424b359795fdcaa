'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';

interface Limits {
  /** A second. */
  qps?: number | null;
  rpm: number | null;
  tpm: number | null;
  ipm: number | null;
}

/** `60 RPM · 1万 TPM`, or that there is no limit. */
export function useLimitsText(): (limits: Limits) => string {
  const t = useTranslations('access');
  const format = useFormat();
  return (limits) => {
    const parts = (['qps', 'rpm', 'tpm', 'ipm'] as const).flatMap((name) => {
      const most = limits[name] ?? null;
      return most === null ? [] : [`${format.compact(most)} ${name.toUpperCase()}`];
    });
    return parts.length > 0 ? parts.join(' · ') : t('noLimit');
  };
}
