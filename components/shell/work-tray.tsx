'use client';

import { Activity } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { jobHref } from '#components/job/job-href.ts';
import { StateBadge } from '#components/status/state-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { isRunning } from '#components/upload/upload-item.ts';
import { useUploadItems } from '#components/upload/upload-provider.tsx';
import { UploadRow } from '#components/upload/upload-row.tsx';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import { useRunningJobs } from './running-work.ts';

/** All running work from any page: jobs and uploads with their progress. */
export function WorkTray() {
  const t = useTranslations('shell');
  const jobs = useRunningJobs();
  const uploads = useUploadItems();
  const count = (jobs.data?.total ?? 0) + uploads.filter(isRunning).length;
  const empty = uploads.length === 0 && !jobs.isLoading && !jobs.error && !jobs.data?.items.length;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          className="px-2"
          hint={t('tray')}
          aria-label={count > 0 ? t('trayCount', { count }) : t('tray')}
        >
          <Activity className={count > 0 ? 'text-link' : undefined} />
          {count > 0 ? <span className="font-mono text-xs">{count}</span> : null}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={t('tray')} className="max-h-[70dvh] w-96 overflow-y-auto p-0">
        <h2 className="border-b px-3 py-2.5 font-semibold">{t('tray')}</h2>
        {jobs.error ? <p className="p-3 text-danger">{t('trayError')}</p> : null}
        {empty ? <p className="p-3 text-muted-foreground">{t('trayEmpty')}</p> : null}
        {jobs.data && jobs.data.items.length > 0 ? (
          <section className="px-3 py-2">
            <h3 className="text-muted-foreground text-xs">{t('trayJobs')}</h3>
            {jobs.data.items.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </section>
        ) : null}
        {uploads.length > 0 ? (
          <section className="border-t px-3 py-2 first-of-type:border-t-0">
            <h3 className="text-muted-foreground text-xs">{t('trayUploads')}</h3>
            {uploads.map((item) => (
              <UploadRow key={item.key} item={item} />
            ))}
          </section>
        ) : null}
      </PopoverContent>
    </Popover>
  );
}

function JobRow({ job }: { job: JobSummary }) {
  const t = useTranslations('shell');
  const format = useFormat();
  const href = jobHref(job);
  return (
    <div className="flex flex-col gap-1 py-1.5">
      <div className="flex items-center justify-between gap-2">
        {href ? (
          <PopoverClose asChild>
            <Link
              href={href}
              className="min-w-0 truncate rounded-sm font-medium hover:text-link hover:underline"
            >
              {job.name}
            </Link>
          </PopoverClose>
        ) : (
          <span className="min-w-0 truncate font-medium">{job.name}</span>
        )}
        <StateBadge state={job.state} />
      </div>
      <Progress value={job.progress ?? 0} label={job.name} />
      <div className="flex justify-between gap-3 text-muted-foreground text-xs tabular-nums">
        <span>
          {job.total > 0
            ? t('stepOf', { step: format.number(job.step), total: format.number(job.total) })
            : null}
        </span>
        <span>
          {job.remainingSeconds === null
            ? null
            : t('remaining', { time: format.duration(job.remainingSeconds) })}
        </span>
      </div>
    </div>
  );
}
