'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { EvaluateLink } from '#components/model/evaluate-link.tsx';
import { useModelText } from '#components/model/use-model-text.ts';
import { Button } from '#components/ui/button.tsx';
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
  const figures = [
    [t('finalLoss'), result.finalLoss === null ? '—' : format.figure(result.finalLoss)],
    [
      t('finalValidationLoss'),
      result.finalValidationLoss === null ? '—' : format.figure(result.finalValidationLoss),
    ],
    [t('steps'), format.number(result.steps)],
    [t('tokens'), format.compact(result.tokens)],
    [t('parameters'), text.count(result.parameters)],
    [t('size'), format.bytes(result.sizeBytes)],
  ] as const;
  return (
    <section
      aria-label={t('title')}
      className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 rounded-lg border border-success/40 p-4"
    >
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        {figures.map(([name, value]) => (
          <div key={name} className="flex flex-col gap-0.5">
            <dt className="text-muted-foreground text-xs">{name}</dt>
            <dd className="font-mono font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
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
    </section>
  );
}
