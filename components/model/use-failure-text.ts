'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { FailureView } from '#components/states/failure-page.tsx';

/** A weight check's failure in the reader's language: what the code means, what the check saw, what to do. */
export function useFailureText(): (failure: FailureView) => FailureView & { summary: string } {
  const t = useTranslations('models.failure');
  return useMemo(
    () => (failure) => {
      const key = failure.code.replaceAll('.', '_');
      const known = t.has(`${key}.reason`);
      return {
        ...failure,
        summary: known ? t(`${key}.reason`) : failure.message,
        message: known ? `${t(`${key}.reason`)}\n${failure.message}` : failure.message,
        advice: known ? t(`${key}.advice`) : (failure.advice ?? null),
      };
    },
    [t],
  );
}
