'use client';

import { useTranslations } from 'next-intl';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { ThingLink } from '#components/job/job-link.tsx';
import { Facts } from '#components/model/facts.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { TuningFiles } from './tuning-files.tsx';
import { TuningResult } from './tuning-result.tsx';

export function TuningOverview({ job }: { job: TuningJobDetail }) {
  const t = useTranslations('tuning');
  const o = useTranslations('tuning.overview');
  const format = useFormat();
  const link = (kind: TuningJobDetail['links'][number]['kind']) =>
    job.links.find((each) => each.kind === kind);
  const { cards, cpuCores, memoryBytes } = job.resources;
  const price = job.estimatedFen === 0 ? o('free') : job.estimatedFen && format.money(job.estimatedFen);
  const ended = job.startedAt
    ? (job.finishedAt ? Date.parse(job.finishedAt) : Date.now()) - Date.parse(job.startedAt)
    : null;
  return (
    <div className="flex flex-col gap-4">
      {job.state === 'succeeded' ? <TuningResult job={job} output={link('model')} /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card>
          <CardHeader>
            <CardTitle>{o('basics')}</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              rows={[
                [t('model'), <ThingLink key="model" link={link('model-version')} />],
                [t('dataset'), <ThingLink key="dataset" link={link('dataset-version')} />],
                [t('methodColumn'), t(`method.${job.method}`)],
                [
                  t('outputModel'),
                  link('model') ? (
                    <ThingLink key="output" link={link('model')} />
                  ) : (
                    (job.outputModelName ?? '—')
                  ),
                ],
                [t('createdBy'), job.createdByName ?? t('gone')],
                [t('createdAt'), <RelativeTime key="created" value={job.createdAt} focusable />],
                [
                  o('started'),
                  job.startedAt ? <RelativeTime key="start" value={job.startedAt} focusable /> : '—',
                ],
                [
                  t('duration'),
                  ended === null ? (
                    '—'
                  ) : (
                    <span key="duration" suppressHydrationWarning>
                      {format.duration(ended / 1000)}
                    </span>
                  ),
                ],
              ]}
            />
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>{o('resources')}</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              rows={[
                [t('pool'), <ThingLink key="pool" link={link('pool')} />],
                [
                  t('flavor'),
                  <code key="flavor" className="font-mono text-xs">
                    {job.flavor}
                  </code>,
                ],
                [
                  o('perInstance'),
                  [
                    ...(cards > 0 ? [o('cards', { count: cards })] : []),
                    o('cores', { count: format.number(cpuCores) }),
                    format.bytes(memoryBytes),
                  ].join(' · '),
                ],
                [t('instances'), format.number(job.instances)],
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
                [
                  o('checkpoint'),
                  job.checkpointStep === null
                    ? o('noCheckpoint')
                    : o('checkpointAt', { step: format.number(job.checkpointStep) }),
                ],
              ]}
            />
          </CardContent>
        </Card>
      </div>
      <TuningFiles job={job} />
    </div>
  );
}
