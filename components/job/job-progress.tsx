'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { Progress } from '#components/ui/progress.tsx';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import { isActive } from '#lib/contracts/values/job-state.ts';

type Shown = Pick<
  JobSummary,
  'name' | 'state' | 'progress' | 'step' | 'total' | 'remainingSeconds' | 'phase' | 'startedAt' | 'finishedAt'
>;

const TONE = { succeeded: 'success', failed: 'danger', stopped: 'neutral', stopping: 'neutral' } as const;
const toneOf = (state: Shown['state']) =>
  state in TONE ? TONE[state as keyof typeof TONE] : ('primary' as const);

/** Step of total with the time left, as one line of a list. */
export function ProgressCell({ job }: { job: Shown }) {
  const t = useTranslations('tuning');
  const format = useFormat();
  if (job.total === 0) return <span className="text-muted-foreground">—</span>;
  return (
    <span className="flex items-center gap-2 tabular-nums">
      <Progress
        value={job.progress}
        label={t('progressOf', { name: job.name })}
        tone={toneOf(job.state)}
        className="w-20 shrink-0"
      />
      <span className="font-mono text-xs">
        {format.number(job.step)}/{format.number(job.total)}
      </span>
      {job.remainingSeconds !== null ? (
        <span className="text-muted-foreground text-xs">
          {t('left', { time: format.duration(job.remainingSeconds) })}
        </span>
      ) : job.startedAt && job.finishedAt ? (
        <span className="text-muted-foreground text-xs">
          {format.duration((Date.parse(job.finishedAt) - Date.parse(job.startedAt)) / 1000)}
        </span>
      ) : null}
    </span>
  );
}

/** The same over the whole width, with what the job does now. */
export function ProgressLine({ job }: { job: Shown }) {
  const t = useTranslations('tuning');
  const phases = useTranslations('tuning.phase');
  const format = useFormat();
  const phase = job.phase && isActive(job.state) && phases.has(job.phase) ? phases(job.phase) : null;
  if (job.total === 0 && !phase) return null;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap justify-between gap-x-4 text-xs tabular-nums">
        <span>
          {job.total > 0 ? (
            <span className="font-mono">
              {format.number(job.step)} / {format.number(job.total)}
              {job.progress !== null ? (
                <span className="ml-2 text-muted-foreground">{format.percent(job.progress)}</span>
              ) : null}
            </span>
          ) : null}
          {phase ? <span className="ml-2 text-muted-foreground">{phase}</span> : null}
        </span>
        {job.remainingSeconds !== null ? (
          <span>{t('left', { time: format.duration(job.remainingSeconds) })}</span>
        ) : null}
      </div>
      <Progress
        value={job.total > 0 ? job.progress : null}
        label={t('progressOf', { name: job.name })}
        tone={toneOf(job.state)}
      />
    </div>
  );
}
