'use client';

import { useTranslations } from 'next-intl';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { Facts } from '#components/model/facts.tsx';
import { Card, CardContent } from '#components/ui/card.tsx';
import { Link } from '#components/ui/link.tsx';
import type { Evaluation, EvaluationRun } from '#lib/contracts/evaluations.ts';
import { versionLabel } from '#lib/format/version-label.ts';

/** What was asked for, with links to what was measured. */
export function EvaluationSettings({ row }: { row: Evaluation }) {
  const t = useTranslations('evaluations');
  const f = useTranslations('evaluations.form');
  const h = useTranslations('evaluations.tasks');
  const format = useFormat();
  const text = useMetricText();
  const number = row.datasetVersionNumber;
  const dataset = `${row.datasetName ?? t('gone')}${number === null ? '' : ` ${versionLabel(number)}`}`;
  return (
    <Card>
      <CardContent>
        <Facts
          rows={[
            [
              row.harness ? h('title') : t('dataset'),
              row.datasetId ? (
                <Link key="dataset" href={`/datasets/${row.datasetId}`} className="text-link hover:underline">
                  {dataset}
                </Link>
              ) : (
                dataset
              ),
            ],
            [
              t('targets'),
              <ul key="targets">
                {row.runs.map((run) => (
                  <li key={run.id}>
                    <TargetLink run={run} />
                  </li>
                ))}
              </ul>,
            ],
            [f('metrics'), row.metrics.map(text.name).join(f('comma'))],
            ...(row.judge
              ? [
                  [
                    t('judge.service'),
                    <Link
                      key="judge"
                      href={`/services/${row.judge.serviceId}`}
                      className="text-link hover:underline"
                    >
                      {row.judge.serviceName}
                    </Link>,
                  ] as const,
                  [
                    t('judge.rubric'),
                    <span key="rubric" className="whitespace-pre-wrap">
                      {row.judge.rubric}
                    </span>,
                  ] as const,
                ]
              : []),
            ...(row.harness
              ? ([
                  [h('version'), row.harness.version],
                  [h('folder'), row.harness.folder],
                  [h('fewShot'), row.harness.fewShot === null ? h('own') : String(row.harness.fewShot)],
                  [h('limit'), row.harness.limit === null ? h('all') : format.number(row.harness.limit)],
                  [h('chatTemplate'), row.harness.chatTemplate ? h('on') : h('off')],
                  [h('batchSize'), String(row.harness.batchSize)],
                ] as const)
              : [[f('maxNewTokens'), format.number(row.maxNewTokens)] as const]),
            [f('seed'), String(row.seed)],
            [
              t('cut'),
              t('cutText', {
                answers: row.runs.reduce((sum, run) => sum + run.cutAnswers, 0),
                questions: row.runs.reduce((sum, run) => sum + run.cutQuestions, 0),
              }),
            ],
            [t('createdBy'), row.createdByName ?? t('gone')],
            [t('createdAt'), <RelativeTime key="at" value={row.createdAt} focusable />],
          ]}
        />
      </CardContent>
    </Card>
  );
}

function TargetLink({ run }: { run: EvaluationRun }) {
  const text = useMetricText();
  const gone = run.stale.includes('model.gone') || run.stale.includes('service.gone');
  const href = run.serviceId
    ? `/services/${run.serviceId}`
    : run.modelId && `/models/${run.modelId}/versions/${run.versionNumber}`;
  if (gone || !href) return <>{text.run(run)}</>;
  return (
    <Link href={href} className="text-link hover:underline">
      {text.run(run)}
    </Link>
  );
}
