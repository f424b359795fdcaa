'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { FailureView } from '#components/states/failure-page.tsx';

/** A job's failure in the reader's language: what the code means, what was seen, what to do. */
export function useJobFailureText(): (failure: FailureView) => FailureView & { summary: string } {
  const t = useTranslations('tuning.failure');
  return useMemo(
    () => (failure) => {
      const key = failure.code.replaceAll('.', '_');
      if (!t.has(`${key}.reason`)) return { ...failure, summary: failure.message };
      const reason = t(`${key}.reason`);
      return {
        ...failure,
        summary: reason,
        message: reason,
        detail: failure.message,
        advice: t(`${key}.advice`),
      };
    },
    [t],
  );
}
