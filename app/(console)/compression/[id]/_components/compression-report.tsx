'use client';

import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/states/empty-state.tsx';
import type { CompressionJobDetail } from '#lib/contracts/compression.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { ChangedAnswers } from './changed-answers.tsx';
import { LayerErrors } from './layer-errors.tsx';
import { ReportFigures } from './report-figures.tsx';

/** What a compression gained and what it cost, on data that it was not calibrated on. */
export function CompressionReport({ job }: { job: CompressionJobDetail }) {
  const t = useTranslations('compression.report');
  const { result } = job;
  if (result?.kind !== 'compress') {
    const ended = isFinal(job.state);
    return (
      <EmptyState drawing="curves" title={t(ended ? 'none' : 'pending')}>
        {t(ended ? 'noneHint' : 'pendingHint')}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <ReportFigures result={result} />
      {result.report ? (
        <>
          <LayerErrors layers={result.report.layers} />
          <ChangedAnswers answers={result.report.answers} />
        </>
      ) : null}
    </div>
  );
}
