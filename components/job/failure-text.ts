'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { FailureView } from '#components/states/failure-page.tsx';
import type { JobKind } from '#lib/contracts/agent/index.ts';

/**
 * A job's failure in the reader's language: what the code means, what was seen, what to do. Some codes mean another
 * thing for a service's instance or for a compression.
 */
export function useJobFailureText(
  kind: JobKind = 'tune',
): (failure: FailureView) => FailureView & { summary: string; known: boolean } {
  const jobs = useTranslations('tuning.failure');
  const services = useTranslations('services.failure');
  const compressions = useTranslations('compression.failure');
  return useMemo(() => {
    const areas =
      kind === 'serve' ? [services, jobs] : [...(kind === 'compress' ? [compressions] : []), jobs, services];
    return (failure) => {
      const key = failure.code.replaceAll('.', '_');
      const t = areas.find((each) => each.has(`${key}.reason`));
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
    };
  }, [jobs, services, compressions, kind]);
}
