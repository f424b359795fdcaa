'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { ProgressCell } from '#components/job/job-progress.tsx';
import { JobStateBadge } from '#components/job/job-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { MetricName } from '#lib/contracts/agent/index.ts';
import type { TuningComparison, TuningJobSummary } from '#lib/contracts/tuning.ts';

/** Each run with what it came to. */
export function CompareRuns({
  comparison,
  onRemove,
}: {
  comparison: TuningComparison;
  onRemove: (id: string) => void;
}) {
  const t = useTranslations('tuning.compare');
  const common = useTranslations('tuning');
  const actions = useTranslations('table');
  const format = useFormat();
  const last = (job: TuningJobSummary, metric: MetricName): string => {
    const curves = comparison.curves.find((each) => each.jobId === job.id)?.curves;
    const value = curves?.find((curve) => curve.metric === metric)?.last;
    return value === undefined ? '—' : format.figure(value);
  };
  const duration = ({ startedAt, finishedAt }: TuningJobSummary): string =>
    startedAt && finishedAt ? format.duration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000) : '—';
  return (
    <div className="rounded-lg border">
      <Table aria-label={t('runs')}>
        <TableHeader>
          <tr>
            <TableHead>{common('name')}</TableHead>
            <TableHead>{common('stateColumn')}</TableHead>
            <TableHead>{common('progress')}</TableHead>
            <TableHead>{common('methodColumn')}</TableHead>
            <TableHead className="text-right">{t('finalLoss')}</TableHead>
            <TableHead className="text-right">{t('validationLoss')}</TableHead>
            <TableHead className="text-right">{t('duration')}</TableHead>
            <TableHead className="w-12">
              <span className="sr-only">{actions('actions')}</span>
            </TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {comparison.jobs.map((job) => (
            <TableRow key={job.id}>
              <TableCell>
                <Link
                  href={`/tuning/${job.id}`}
                  className="inline-flex min-h-6 items-center font-medium hover:text-link hover:underline"
                >
                  {job.name}
                </Link>
              </TableCell>
              <TableCell>
                <JobStateBadge job={job} />
              </TableCell>
              <TableCell>
                <ProgressCell job={job} />
              </TableCell>
              <TableCell>{common(`method.${job.method}`)}</TableCell>
              <TableCell className="text-right font-mono text-[13px]">{last(job, 'loss')}</TableCell>
              <TableCell className="text-right font-mono text-[13px]">
                {last(job, 'validation_loss')}
              </TableCell>
              <TableCell className="text-right font-mono text-[13px]">{duration(job)}</TableCell>
              <TableCell className="text-right">
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t('remove', { name: job.name })}
                  onClick={() => onRemove(job.id)}
                >
                  <X />
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
