'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FailurePage } from '#components/states/failure-page.tsx';
import type { Failure } from '#lib/contracts/agent/index.ts';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import { useJobFailureText } from './failure-text.ts';
import { fetchJobLog } from './job-logs.tsx';

const LINES = 12;

/** Why a job failed, what to do next, and the last lines that it wrote. */
export function JobFailure({
  job: { id, kind, attempt },
  failure,
  action,
}: {
  job: Pick<JobSummary, 'id' | 'kind' | 'attempt'>;
  failure: Failure;
  /** The next step as buttons. */
  action?: ReactNode;
}) {
  const t = useTranslations('tuning');
  const explain = useJobFailureText(kind);
  const logs = useQuery({
    queryKey: ['job-log-end', id, attempt],
    queryFn: ({ signal }) => fetchJobLog(id)({ from: -LINES, limit: LINES }, signal),
    retry: false,
  });
  return (
    <FailurePage
      title={t('failedTitle')}
      failure={explain(failure)}
      action={action}
      logs={logs.data?.lines}
    />
  );
}
