'use client';

import { useTranslations } from 'next-intl';
import { JobPage } from '#components/job/job-page.tsx';
import { JobQuery } from '#components/job/job-query.tsx';
import type { CompressionJobDetail } from '#lib/contracts/compression.ts';
import { CompressionActions } from './compression-actions.tsx';
import { CompressionOverview } from './compression-overview.tsx';
import { CompressionReport } from './compression-report.tsx';
import { CompressionSettings } from './compression-settings.tsx';
import { NextStep } from './next-step.tsx';

/** One compression: what it does now, what it cost in quality, logs, events, lineage and settings. */
export function CompressionJobView({ id }: { id: string }) {
  const t = useTranslations('compression');
  return (
    <JobQuery<CompressionJobDetail>
      queryKey={['job', id, 'compression']}
      path={`/api/v1/compression-jobs/${id}`}
    >
      {(job) => (
        <JobPage
          job={job}
          actions={<CompressionActions job={job} />}
          nextStep={<NextStep job={job} />}
          first={[
            { value: 'overview', label: t('overview'), content: <CompressionOverview job={job} /> },
            { value: 'report', label: t('reportTab'), content: <CompressionReport job={job} /> },
          ]}
          settings={<CompressionSettings job={job} />}
        />
      )}
    </JobQuery>
  );
}
