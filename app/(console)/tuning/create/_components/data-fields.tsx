'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormSection, SwitchField } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { DatasetVersionField } from '#components/model/dataset-version-field.tsx';
import { PathField } from '#components/storage/path-field.tsx';
import { FieldHint } from './plan-context.tsx';
import type { TuningFormValues } from './tuning-form.ts';

/** What it learns from. */
export function DatasetFields() {
  const t = useTranslations('tuning.form');
  const format = useFormat();
  return (
    <FormSection title={t('dataset')}>
      <DatasetVersionField
        label={t('datasetLabel')}
        samples={(count) => t('samples', { count: format.number(count) })}
        hint={(none) => (
          <FieldHint field="datasetVersionId">
            {t.rich(none ? 'noDatasets' : 'datasetHint', {
              link: (words) => (
                <Link href="/datasets" target="_blank" className="text-link underline underline-offset-2">
                  {words}
                </Link>
              ),
            })}
          </FieldHint>
        )}
      />
    </FormSection>
  );
}

/** Where the weights and the logs go. */
export function OutputFields() {
  const t = useTranslations('tuning.form');
  const { control } = useFormContext<TuningFormValues>();
  const logs = useWatch({ control, name: 'logs' });
  return (
    <FormSection title={t('outputs')}>
      <PathField<TuningFormValues>
        name="outputWeights"
        mode="folder"
        label={t('outputWeights')}
        optional
        placeholder={t('outputWeightsDefault')}
        hint={<FieldHint field="outputWeights">{t('outputWeightsHint')}</FieldHint>}
      />
      <SwitchField<TuningFormValues> name="logs" label={t('keepLogs')} hint={t('keepLogsHint')} />
      {logs ? (
        <PathField<TuningFormValues>
          name="keepLogs"
          mode="folder"
          label={t('logFolder')}
          hint={<FieldHint field="keepLogs">{t('logFolderHint')}</FieldHint>}
        />
      ) : null}
    </FormSection>
  );
}
