'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import { splitReason } from '#lib/contracts/values/reason.ts';

/** Amounts inside an agent's sentence: `2`, `1.0 GiB`, `40%`. */
export const AMOUNT = /\d+(?:\.\d+)?(?: GiB|%)?/g;

/** Why a job waits, or ended without a result, in the reader's language; null when there is nothing to say. */
export function useReasonText() {
  const t = useTranslations('tuning.reason');
  const steps = useTranslations('tuning.engine.step');
  return useMemo(() => {
    const byCode = (code: string | null, sentence: string): string => {
      const key = code?.replaceAll('.', '_');
      if (!key || !t.has(key)) return sentence;
      const [first = '?', second = '?'] = sentence.match(AMOUNT) ?? [];
      const step = sentence.split(' ')[0] ?? '';
      return t(key, {
        first,
        second,
        step: steps.has(step) ? steps(step) : step,
        percent: /\d+%/.exec(sentence)?.[0] ?? '',
        sentence,
      });
    };
    return {
      byCode,
      of: (job: Pick<JobSummary, 'reason' | 'reasonCode'>): string | null => {
        if (job.reason === null) return job.reasonCode ? byCode(job.reasonCode, '') : null;
        const { code, sentence } = splitReason(job.reason);
        return byCode(job.reasonCode ?? code, sentence);
      },
    };
  }, [t, steps]);
}
