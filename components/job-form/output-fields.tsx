'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormSection, SwitchField } from '#components/form/index.ts';
import { PathField } from '#components/storage/path-field.tsx';
import type { JobFormValues } from './job-form.ts';
import { FieldHint } from './plan-context.tsx';

/** Where the weights and the logs go. */
export function OutputFields() {
  const t = useTranslations('tuning.form');
  const { control } = useFormContext<JobFormValues>();
  const logs = useWatch({ control, name: 'logs' });
  return (
    <FormSection title={t('outputs')}>
      <PathField<JobFormValues>
        name="outputWeights"
        mode="folder"
        label={t('outputWeights')}
        optional
        placeholder={t('outputWeightsDefault')}
        hint={<FieldHint field="outputWeights">{t('outputWeightsHint')}</FieldHint>}
      />
      <SwitchField<JobFormValues> name="logs" label={t('keepLogs')} hint={t('keepLogsHint')} />
      {logs ? (
        <PathField<JobFormValues>
          name="keepLogs"
          mode="folder"
          label={t('logFolder')}
          hint={<FieldHint field="keepLogs">{t('logFolderHint')}</FieldHint>}
        />
      ) : null}
    </FormSection>
  );
}
