'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock, CopyAs } from '#components/form/index.ts';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { JobDetail } from '#lib/contracts/jobs.ts';

export interface Setting {
  /** As REST calls it. */
  id: string;
  name: string;
  value: string;
}

/** Every value that a job runs with, and the request that started it. */
export function JobSettings({
  job,
  path,
  title,
  settings,
}: {
  job: JobDetail;
  /** Where the request went. */
  path: string;
  title: string;
  settings: readonly Setting[];
}) {
  const t = useTranslations('tuning.settings');
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <div className="min-w-0 rounded-lg border">
        <Table aria-label={title}>
          <TableHeader>
            <tr>
              <TableHead>{title}</TableHead>
              <TableHead className="text-right">{t('value')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {settings.map(({ id, name, value }) => (
              <TableRow key={id}>
                <TableCell>
                  {name} <code className="font-mono text-muted-foreground text-xs">{id}</code>
                </TableCell>
                <TableCell className="whitespace-normal break-words text-right font-mono text-[13px]">
                  {value}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <section aria-label={t('request')} className="flex min-w-0 flex-col gap-2">
        <div className="flex items-center justify-between gap-2">
          <h2 className="font-semibold">{t('request')}</h2>
          <CopyAs size="sm" request={() => ({ method: 'POST', path, body: job.request })} />
        </div>
        <CodeBlock code={JSON.stringify(job.request, null, 2)} />
      </section>
    </div>
  );
}
