'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { FailureView } from '#components/states/failure-page.tsx';

/**
 * A job's failure in the reader's language: what the code means, what was seen, what to do. A service's instance is a
 * job too; some codes mean another thing there.
 */
export function useJobFailureText(
  of: 'job' | 'service' = 'job',
): (failure: FailureView) => FailureView & { summary: string; known: boolean } {
  const jobs = useTranslations('tuning.failure');
  const services = useTranslations('services.failure');
  return useMemo(
    () => (failure) => {
      const key = failure.code.replaceAll('.', '_');
      const t = (of === 'service' ? [services, jobs] : [jobs, services]).find((each) =>
        each.has(`${key}.reason`),
      );
      if (!t) return { ...failure, summary: failure.message, known: false };
      const reason = t(`${key}.reason`);
      return {
        ...failure,
        summary: reason,
        message: reason,
        detail: failure.message,
        advice: t(`${key}.advice`),
        known: true,
      };
    },
    [jobs, services, of],
  );
}
