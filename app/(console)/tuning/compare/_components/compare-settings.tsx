'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { TuningComparison, TuningJobSummary } from '#lib/contracts/tuning.ts';
import { versionName } from '#lib/format/version-label.ts';

type Value = string | number | boolean | null;

/** The settings that are not the same in all runs, a column each. */
export function CompareSettings({ comparison }: { comparison: TuningComparison }) {
  const t = useTranslations('tuning.compare');
  const write = useSettingText();
  const { jobs, differences } = comparison;
  const nothing = jobs.length < 2 ? t('one') : t('noDifferences');
  return (
    <section aria-label={t('differences')} className="flex flex-col gap-2">
      <h2 className="font-semibold">{t('differences')}</h2>
      {differences.length === 0 ? (
        <p className="text-muted-foreground">{nothing}</p>
      ) : (
        <div className="rounded-lg border">
          <Table aria-label={t('differences')}>
            <TableHeader>
              <tr>
                <TableHead>{t('setting')}</TableHead>
                {jobs.map((job) => (
                  <TableHead key={job.id} className="max-w-48 truncate text-right">
                    {job.name}
                  </TableHead>
                ))}
              </tr>
            </TableHeader>
            <TableBody>
              {differences.map(({ setting, values }) => (
                <TableRow key={setting}>
                  <TableCell className="font-medium">{write.name(setting)}</TableCell>
                  {jobs.map((job, index) => (
                    <TableCell key={job.id} className="text-right font-mono text-[13px]">
                      {write.value(setting, values[index] ?? null, job)}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </section>
  );
}

/** Settings by the names and values that people know. */
function useSettingText() {
  const t = useTranslations('tuning');
  const names = useTranslations('tuning.setting');
  const hyper = useTranslations('tuning.hyper');
  const schedulers = useTranslations('tuning.scheduler');
  const common = useTranslations('common');
  const format = useFormat();
  const versioned = (name: string | null, number: number | null) => versionName(name, number) ?? t('gone');
  return {
    name: (setting: string): string => {
      const key = setting.replace('hyperparameters.', '');
      if (names.has(key)) return names(key);
      return hyper.has(key) ? hyper(key) : setting;
    },
    value: (setting: string, value: Value, job: TuningJobSummary): string => {
      if (setting === 'modelVersionId') return versioned(job.modelName, job.modelVersionNumber);
      if (setting === 'datasetVersionId') return versioned(job.datasetName, job.datasetVersionNumber);
      if (setting === 'method') return t(`method.${job.method}`);
      if (value === null) return '—';
      if (typeof value === 'boolean') return value ? common('yes') : common('no');
      if (typeof value === 'number') return setting.endsWith('seed') ? String(value) : format.figure(value);
      return schedulers.has(value) ? schedulers(value) : value;
    },
  };
}
