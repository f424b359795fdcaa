'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { JobResult } from '#components/job/job-result.tsx';
import { EvaluateLink } from '#components/model/evaluate-link.tsx';
import { useModelText } from '#components/model/use-model-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { JobLink } from '#lib/contracts/jobs.ts';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';

/** What came out: the model, the figures it ended with, and the way to compare it with what it was made from. */
export function TuningResult({ job, output }: { job: TuningJobDetail; output: JobLink | undefined }) {
  const t = useTranslations('tuning.result');
  const format = useFormat();
  const text = useModelText();
  const { result } = job;
  const base = job.links.find((link) => link.kind === 'model-version');
  if (result?.kind !== 'tune') return null;
  const loss = (value: number | null) => (value === null ? '—' : format.figure(value));
  return (
    <JobResult
      title={t('title')}
      figures={[
        [t('finalLoss'), loss(result.finalLoss)],
        [t('finalValidationLoss'), loss(result.finalValidationLoss)],
        [t('steps'), format.number(result.steps)],
        [t('tokens'), format.compact(result.tokens)],
        [t('parameters'), text.count(result.parameters)],
        [t('size'), format.bytes(result.sizeBytes)],
      ]}
    >
      {output && !output.gone ? (
        <span className="flex gap-2">
          <EvaluateLink
            begin={{ modelId: output.id, ...(base && !base.gone ? { modelVersionId: base.id } : {}) }}
          />
          <Button asChild>
            <Link href={`/models/${output.id}`}>{t('openModel')}</Link>
          </Button>
        </span>
      ) : (
        <span className="text-muted-foreground">{t('modelGone')}</span>
      )}
    </JobResult>
  );
}
