'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { JobSettings } from '#components/job/job-settings.tsx';
import type { CompressionJobDetail } from '#lib/contracts/compression.ts';
import { versionName } from '#lib/format/version-label.ts';

/** Every value that the compression uses, and the request that started it. */
export function CompressionSettings({ job }: { job: CompressionJobDetail }) {
  const t = useTranslations('compression.settings');
  const methods = useTranslations('compression.method');
  const format = useFormat();
  const { settings } = job;
  const data = job.links.find(({ kind }) => kind === 'dataset-version');
  const gate = (rules: typeof settings.gate): string =>
    [
      ...(rules?.maxAccuracyDrop == null ? [] : [t('gateAccuracy', { limit: rules.maxAccuracyDrop })]),
      ...(rules?.maxPerplexityRise == null ? [] : [t('gatePerplexity', { limit: rules.maxPerplexityRise })]),
    ].join(' · ') || t('gateNone');
  const rows: (readonly [id: string, value: string])[] = [
    ['method', `${methods(settings.method)} · ${job.scheme}`],
    ...(settings.method === 'smoothquant-w8a8'
      ? [['migrationStrength', format.figure(settings.migrationStrength)] as const]
      : []),
    ['datasetVersionId', data ? versionName(data.name || data.id, data.number) : t('builtIn')],
    ['benchmarkVersionId', job.benchmarkName ?? settings.benchmarkVersionId ?? t('aside')],
    ['samples', format.number(settings.samples)],
    ['maxLength', format.number(settings.maxLength)],
    ['reportSamples', format.number(settings.reportSamples)],
    ['measureSpeed', t(settings.measureSpeed ? 'yes' : 'no')],
    ['gate', gate(settings.gate)],
    ['seed', String(settings.seed)],
    [
      'output',
      settings.output.kind === 'model' ? t('newModel', { name: settings.output.name }) : t('nextVersion'),
    ],
    ['priority', String(settings.priority)],
  ];
  return (
    <JobSettings
      job={job}
      path="/api/v1/compression-jobs"
      title={t('title')}
      settings={rows.map(([id, value]) => ({ id, name: t(id), value }))}
    />
  );
}
