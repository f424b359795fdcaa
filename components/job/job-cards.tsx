'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { Facts } from '#components/model/facts.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import type { JobDetail } from '#lib/contracts/jobs.ts';
import { ThingLink } from './job-link.tsx';

type Rows = ComponentProps<typeof Facts>['rows'];

/** What a job reads, makes and is set to, then who started it and how long it took. */
export function JobBasics({ job, rows }: { job: JobDetail; rows: Rows }) {
  const t = useTranslations('tuning');
  const format = useFormat();
  const took = job.startedAt
    ? (job.finishedAt ? Date.parse(job.finishedAt) : Date.now()) - Date.parse(job.startedAt)
    : null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('overview.basics')}</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts
          rows={[
            ...rows,
            [t('createdBy'), job.createdByName ?? t('gone')],
            [t('createdAt'), <RelativeTime key="created" value={job.createdAt} focusable />],
            [
              t('overview.started'),
              job.startedAt ? <RelativeTime key="start" value={job.startedAt} focusable /> : '—',
            ],
            [
              t('duration'),
              took === null ? (
                '—'
              ) : (
                <span key="duration" suppressHydrationWarning>
                  {format.duration(took / 1000)}
                </span>
              ),
            ],
          ]}
        />
      </CardContent>
    </Card>
  );
}

/** Where a job runs, on how much, for how long and for how much money. */
export function JobResources({
  job,
  flavor,
  instances,
  rows = [],
}: {
  job: JobDetail;
  flavor: string;
  /** Absent where there is only ever one. */
  instances?: number;
  rows?: Rows;
}) {
  const t = useTranslations('tuning');
  const o = useTranslations('tuning.overview');
  const format = useFormat();
  const { cards, cpuCores, memoryBytes } = job.resources;
  const price = job.estimatedFen === 0 ? o('free') : job.estimatedFen && format.money(job.estimatedFen);
  const pool = job.links.find(({ kind }) => kind === 'pool');
  return (
    <Card>
      <CardHeader>
        <CardTitle>{o('resources')}</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts
          rows={[
            [t('pool'), <ThingLink key="pool" link={pool} />],
            [
              t('flavor'),
              <code key="flavor" className="font-mono text-xs">
                {flavor}
              </code>,
            ],
            [
              instances === undefined ? o('given') : o('perInstance'),
              [
                ...(cards > 0 ? [o('cards', { count: cards })] : []),
                o('cores', { count: format.number(cpuCores) }),
                format.bytes(memoryBytes),
              ].join(' · '),
            ],
            ...(instances === undefined ? [] : [[t('instances'), format.number(instances)] as const]),
            [
              o('estimated'),
              job.estimatedSeconds === null ? o('notKnown') : format.duration(job.estimatedSeconds),
            ],
            [o('price'), price ?? o('notKnown')],
            [
              t('autoStop'),
              job.autoStopSeconds === null
                ? o('noAutoStop')
                : o('autoStopAfter', { time: format.duration(job.autoStopSeconds) }),
            ],
            ...rows,
          ]}
        />
      </CardContent>
    </Card>
  );
}
