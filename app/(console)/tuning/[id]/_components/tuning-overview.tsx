'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { JobBasics, JobResources } from '#components/job/job-cards.tsx';
import { ThingLink } from '#components/job/job-link.tsx';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { TuningFiles } from './tuning-files.tsx';
import { TuningResult } from './tuning-result.tsx';

export function TuningOverview({ job }: { job: TuningJobDetail }) {
  const t = useTranslations('tuning');
  const o = useTranslations('tuning.overview');
  const format = useFormat();
  const link = (kind: TuningJobDetail['links'][number]['kind']) =>
    job.links.find((each) => each.kind === kind);
  const output = link('model');
  return (
    <div className="flex flex-col gap-4">
      {job.state === 'succeeded' ? <TuningResult job={job} output={output} /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <JobBasics
          job={job}
          rows={[
            [t('model'), <ThingLink key="model" link={link('model-version')} />],
            [t('dataset'), <ThingLink key="dataset" link={link('dataset-version')} />],
            [t('methodColumn'), t(`method.${job.method}`)],
            [
              t('outputModel'),
              output ? <ThingLink key="output" link={output} /> : (job.outputModelName ?? '—'),
            ],
          ]}
        />
        <JobResources
          job={job}
          flavor={job.flavor}
          instances={job.instances}
          rows={[
            [
              o('checkpoint'),
              job.checkpointStep === null
                ? o('noCheckpoint')
                : o('checkpointAt', { step: format.number(job.checkpointStep) }),
            ],
          ]}
        />
      </div>
      <TuningFiles job={job} />
    </div>
  );
}
