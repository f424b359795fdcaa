'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { FailureView } from '#components/states/failure-page.tsx';

/** A weight check's failure in the reader's language: what the code means, what the check saw, what to do. */
export function useFailureText(): (failure: FailureView) => FailureView & { summary: string } {
  const t = useTranslations('models.failure');
  const locale = useLocale();
  return useMemo(
    () => (failure) => {
      const key = failure.code.replaceAll('.', '_');
      const known = t.has(`${key}.reason`);
      // What the check saw is written in English and begins with the code's meaning already.
      if (!known || locale === 'en') {
        const advice = failure.advice ?? (known ? t(`${key}.advice`) : null);
        return { ...failure, summary: failure.message, advice };
      }
      return {
        ...failure,
        summary: t(`${key}.reason`),
        message: `${t(`${key}.reason`)}\n${failure.message}`,
        advice: t(`${key}.advice`),
      };
    },
    [t, locale],
  );
}
