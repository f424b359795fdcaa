'use client';

import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { JobLogs } from '#components/job/job-logs.tsx';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import { RunSelect } from './run-select.tsx';

/** The log of one run. */
export function RunLogs({ row }: { row: Evaluation }) {
  const t = useTranslations('evaluations');
  const [chosen, setChosen] = useQueryState('run', parseAsString.withDefault(''));
  const run = row.runs.find((each) => each.id === chosen) ?? row.runs[0];
  if (!run) return null;
  return (
    <div className="flex flex-col gap-3">
      <RunSelect label={t('logOf')} runs={row.runs} value={run.id} onChange={(id) => void setChosen(id)} />
      <JobLogs key={run.jobId} id={run.jobId} kept={false} />
    </div>
  );
}
