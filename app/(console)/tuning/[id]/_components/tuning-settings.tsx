'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { JobSettings } from '#components/job/job-settings.tsx';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';

/** Every value that the run uses, and the request that started it. */
export function TuningSettings({ job }: { job: TuningJobDetail }) {
  const t = useTranslations('tuning.settings');
  const names = useTranslations('tuning.hyper');
  const schedulers = useTranslations('tuning.scheduler');
  const common = useTranslations('common');
  const format = useFormat();
  const write = (name: string, value: string | number | boolean): string => {
    if (typeof value === 'boolean') return value ? common('yes') : common('no');
    if (typeof value === 'number') return name === 'seed' ? String(value) : format.figure(value);
    return schedulers.has(value) ? schedulers(value) : value;
  };
  const settings = Object.entries(job.hyperparameters)
    .filter(([id]) => job.method === 'lora' || !id.startsWith('lora'))
    .map(([id, value]) => ({ id, name: names.has(id) ? names(id) : id, value: write(id, value) }));
  return (
    <JobSettings job={job} path="/api/v1/tuning-jobs" title={t('hyperparameters')} settings={settings} />
  );
}
