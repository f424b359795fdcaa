'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormSection, RadioCardsField } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { FieldHint } from '#components/job-form/plan-context.tsx';
import { DatasetVersionField } from '#components/model/dataset-version-field.tsx';
import { Link } from '#components/ui/link.tsx';
import type { CompressionFormValues } from './compression-form.ts';
import { CompressionNumber } from './number.tsx';

/** What the method looks at before it rounds, and what the report measures. */
export function CalibrationFields() {
  const t = useTranslations('compression.form');
  const jobs = useTranslations('tuning.form');
  const format = useFormat();
  const { control } = useFormContext<CompressionFormValues>();
  const data = useWatch({ control, name: 'data' });
  const measure = useWatch({ control, name: 'measure' });
  const dataset = (which: 'dataset' | 'benchmark') => (
    <DatasetVersionField
      which={which}
      label={t(`${which}Label`)}
      samples={(count) => jobs('samples', { count: format.number(count) })}
      hint={(none) => (
        <FieldHint field={`${which}VersionId`}>
          {jobs.rich(none ? 'noDatasets' : 'datasetHint', {
            link: (words) => (
              <Link href="/datasets" target="_blank" className="text-link underline underline-offset-2">
                {words}
              </Link>
            ),
          })}
        </FieldHint>
      )}
    />
  );
  return (
    <FormSection title={t('calibration')} description={t('calibrationHint')}>
      <RadioCardsField<CompressionFormValues>
        name="data"
        label={t('data')}
        options={[
          { value: 'builtIn', label: t('builtIn'), description: t('builtInHint') },
          { value: 'dataset', label: t('dataset'), description: t('datasetHint') },
        ]}
      />
      {data === 'dataset' ? dataset('dataset') : null}
      <RadioCardsField<CompressionFormValues>
        name="measure"
        label={t('measure')}
        options={[
          { value: 'aside', label: t('aside'), description: t('asideHint') },
          { value: 'benchmark', label: t('benchmark'), description: t('benchmarkHint') },
        ]}
      />
      {measure === 'benchmark' ? dataset('benchmark') : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <CompressionNumber name="samples" />
        <CompressionNumber name="maxLength" />
        <CompressionNumber name="reportSamples" />
        <CompressionNumber name="seed" />
      </div>
    </FormSection>
  );
}
