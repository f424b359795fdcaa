'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { JobResult } from '#components/job/job-result.tsx';
import { EvaluateLink } from '#components/model/evaluate-link.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { CompressionJobDetail } from '#lib/contracts/compression.ts';

/** What came out: the version, how much smaller it is, what that cost, and the way to compare it with its source. */
export function CompressionResult({ job }: { job: CompressionJobDetail }) {
  const t = useTranslations('compression.result');
  const format = useFormat();
  const { result, outputVersion, outputModelId } = job;
  if (result?.kind !== 'compress') return null;
  const { report } = result;
  const answers = report?.answers;
  const base = job.links.find(({ kind }) => kind === 'model-version');
  return (
    <JobResult
      title={t('title')}
      figures={[
        [t('scheme'), job.scheme],
        [
          t('size'),
          <Change key="size" from={format.bytes(result.originalBytes)} to={format.bytes(result.sizeBytes)} />,
        ],
        [
          t('perplexity'),
          report ? (
            <Change
              key="perplexity"
              from={format.figure(report.perplexityBefore)}
              to={format.figure(report.perplexityAfter)}
            />
          ) : (
            t('notMeasured')
          ),
        ],
        ...(answers
          ? [
              [
                t('changed'),
                t('changedOf', {
                  changed: format.number(answers.changed),
                  samples: format.number(answers.samples),
                }),
              ] as const,
            ]
          : []),
      ]}
    >
      {outputVersion && outputModelId ? (
        <span className="flex gap-2">
          <EvaluateLink
            begin={{ modelVersionId: [...(base && !base.gone ? [base.id] : []), outputVersion.id] }}
          />
          <Button asChild>
            <Link href={`/models/${outputModelId}/versions/${outputVersion.number}`}>{t('open')}</Link>
          </Button>
        </span>
      ) : (
        <span className="text-muted-foreground">{t('gone')}</span>
      )}
    </JobResult>
  );
}

const Change = ({ from, to }: { from: string; to: string }) => (
  <>
    <span className="font-normal text-muted-foreground">{from} → </span>
    {to}
  </>
);
