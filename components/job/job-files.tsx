'use client';

import { useTranslations } from 'next-intl';
import { CopyId } from '#components/format/copy-id.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { Facts } from '#components/model/facts.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import type { JobDetail } from '#lib/contracts/jobs.ts';
import { useJobEvents } from './use-job-events.ts';

/** Where the weights, logs and files of a job lie. */
export function JobFiles({ job }: { job: JobDetail }) {
  const t = useTranslations('tuning.files');
  const format = useFormat();
  const events = useJobEvents(job.id);
  const artifacts = (events.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((event) => event.type === 'artifact' && event.attempt === job.attempt)
    .map(({ number, data }) => ({
      number,
      name: String(data?.name ?? ''),
      uri: typeof data?.uri === 'string' ? data.uri : null,
      sizeBytes: typeof data?.sizeBytes === 'number' ? data.sizeBytes : null,
    }));
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <Facts
          rows={[
            [t('weights'), job.outputUri ? <CopyId key="weights" value={job.outputUri} /> : '—'],
            [t('logs'), job.keepLogsUri ? <CopyId key="logs" value={job.keepLogsUri} /> : t('logsDays')],
          ]}
        />
        {artifacts.length > 0 ? (
          <ul aria-label={t('artifacts')} className="flex flex-col divide-y rounded-lg border">
            {artifacts.map((file) => (
              <li key={file.number} className="flex min-h-9 items-center gap-3 px-3 py-1">
                <span className="min-w-0 flex-1 truncate font-mono text-xs">{file.name}</span>
                <span className="text-muted-foreground text-xs tabular-nums">
                  {file.sizeBytes === null ? '' : format.bytes(file.sizeBytes)}
                </span>
                {file.uri ? <CopyId value={file.uri} label={t('address')} /> : null}
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-muted-foreground text-xs">{t('noArtifacts')}</p>
        )}
      </CardContent>
    </Card>
  );
}
