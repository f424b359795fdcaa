'use client';

import { useTranslations } from 'next-intl';
import { SummaryRow } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { RECOMMENDED_MIN_SAMPLES } from '#lib/contracts/values/datasets.ts';
import { useDetectedFormat } from '../../_components/use-detected-format.ts';
import type { DatasetFormValues, FormProblem } from './dataset-form.ts';

/** What will be imported and what stands in its way; follows while the person types. */
export function DatasetSummary({
  values,
  problems,
}: {
  values: DatasetFormValues;
  problems: readonly FormProblem[];
}) {
  const t = useTranslations('datasets');
  const format = useFormat();
  const detected = useDetectedFormat(values.source);
  return (
    <>
      <SummaryRow label={t('name')}>{values.name || '—'}</SummaryRow>
      <SummaryRow label={t('form.source')}>
        <span className="break-all">{values.source?.split('/').at(-1) || '—'}</span>
      </SummaryRow>
      <SummaryRow label={t('size')}>{detected.data ? format.bytes(detected.data.sizeBytes) : '—'}</SummaryRow>
      <SummaryRow label={t('format')}>{values.format ? t(`formatName.${values.format}`) : '—'}</SummaryRow>
      <SummaryRow label={t('form.after')}>{t('form.afterImport')}</SummaryRow>
      <p className="text-muted-foreground text-xs">
        {t('form.recommended', { count: format.number(RECOMMENDED_MIN_SAMPLES) })}
      </p>
      {problems.length > 0 || detected.error ? (
        <div className="rounded-lg bg-warning-soft p-3 text-warning">
          <p className="mb-1 font-medium">{t('form.inTheWay')}</p>
          <ul className="ml-4 list-disc text-xs">
            {problems.map((problem) => (
              <li key={problem.field}>{problem.message}</li>
            ))}
            {detected.error ? <li>{t('form.fileUnreadable')}</li> : null}
          </ul>
        </div>
      ) : null}
    </>
  );
}
