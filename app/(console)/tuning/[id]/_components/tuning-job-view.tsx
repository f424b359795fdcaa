'use client';

import { useTranslations } from 'next-intl';
import { JobCurves } from '#components/job/job-curves.tsx';
import { JobPage } from '#components/job/job-page.tsx';
import { JobQuery } from '#components/job/job-query.tsx';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { NextStep } from './next-step.tsx';
import { TuningActions } from './tuning-actions.tsx';
import { TuningOverview } from './tuning-overview.tsx';
import { TuningSettings } from './tuning-settings.tsx';

/** One tuning: what it does now, its curves, logs, events, lineage and settings. */
export function TuningJobView({ id }: { id: string }) {
  const t = useTranslations('tuning.tabs');
  return (
    <JobQuery<TuningJobDetail> queryKey={['job', id, 'tuning']} path={`/api/v1/tuning-jobs/${id}`}>
      {(job) => (
        <JobPage
          job={job}
          actions={<TuningActions job={job} />}
          nextStep={<NextStep job={job} />}
          first={[
            { value: 'overview', label: t('overview'), content: <TuningOverview job={job} /> },
            { value: 'curves', label: t('curves'), content: <JobCurves job={job} /> },
          ]}
          settings={<TuningSettings job={job} />}
        />
      )}
    </JobQuery>
  );
}
