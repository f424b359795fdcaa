'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import type { JobSummary } from '#lib/contracts/jobs.ts';

/** What going on with a run means: from which step, or from the beginning. */
export function useResumeLabel(): (job: Pick<JobSummary, 'state' | 'checkpointStep'>) => string {
  const t = useTranslations('tuning');
  const format = useFormat();
  return ({ state, checkpointStep }) => {
    if (state === 'succeeded') return t('resume');
    return checkpointStep === null ? t('restart') : t('resumeFrom', { step: format.number(checkpointStep) });
  };
}
