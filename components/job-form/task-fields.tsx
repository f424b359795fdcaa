'use client';

import { useTranslations } from 'next-intl';
import { FormSection, TextAreaField, TextField } from '#components/form/index.ts';
import { MAX_TASK_DESCRIPTION } from '#lib/contracts/values/tuning.ts';
import type { JobFormValues } from './job-form.ts';
import { FieldHint } from './plan-context.tsx';

/** What the job is called. */
export function TaskFields() {
  const t = useTranslations('tuning.form');
  return (
    <FormSection title={t('task')}>
      <TextField<JobFormValues>
        name="name"
        label={t('name')}
        most={64}
        hint={<FieldHint field="name">{t('nameHint')}</FieldHint>}
      />
      <TextAreaField<JobFormValues>
        name="description"
        label={t('descriptionLabel')}
        optional
        rows={2}
        most={MAX_TASK_DESCRIPTION}
      />
    </FormSection>
  );
}
