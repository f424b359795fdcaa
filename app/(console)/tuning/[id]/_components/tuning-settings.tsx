'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock, CopyAs } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
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
  const shown = Object.entries(job.hyperparameters).filter(
    ([name]) => job.method === 'lora' || !name.startsWith('lora'),
  );
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <div className="rounded-lg border">
        <Table aria-label={t('hyperparameters')}>
          <TableHeader>
            <tr>
              <TableHead>{t('hyperparameter')}</TableHead>
              <TableHead className="text-right">{t('value')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {shown.map(([name, value]) => (
              <TableRow key={name}>
                <TableCell>
                  {names.has(name) ? names(name) : name}{' '}
                  <code className="font-mono text-muted-foreground text-xs">{name}</code>
                </TableCell>
                <TableCell className="text-right font-mono text-[13px]">{write(name, value)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <section aria-label={t('request')} className="flex min-w-0 flex-col gap-2">
        <div className="flex items-center justify-between gap-2">
          <h2 className="font-semibold">{t('request')}</h2>
          <CopyAs
            size="sm"
            request={() => ({ method: 'POST', path: '/api/v1/tuning-jobs', body: job.request })}
          />
        </div>
        <CodeBlock code={JSON.stringify(job.request, null, 2)} />
      </section>
    </div>
  );
}
