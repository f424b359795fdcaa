'use client';

import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { FormSection, TextAreaField, TextField } from '#components/form/index.ts';
import { ModelVersionFields } from '#components/model/model-version-fields.tsx';
import { MAX_SERVICE_DESCRIPTION } from '#lib/contracts/values/services.ts';
import { FieldHint } from './plan-context.tsx';
import type { ServiceFormValues } from './service-form.ts';

/** What it is called, and what it serves. */
export function ServiceFields() {
  const t = useTranslations('services.form');
  const name = useWatch<ServiceFormValues, 'name'>({ name: 'name' });
  return (
    <>
      <FormSection title={t('service')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField<ServiceFormValues>
            name="name"
            label={t('name')}
            most={64}
            hint={<FieldHint field="name">{t('nameHint')}</FieldHint>}
          />
          <TextField<ServiceFormValues>
            name="callName"
            label={t('callName')}
            optional
            mono
            placeholder={name.trim()}
            hint={<FieldHint field="callName">{t('callNameHint')}</FieldHint>}
          />
        </div>
        <TextAreaField<ServiceFormValues>
          name="description"
          label={t('descriptionLabel')}
          optional
          rows={2}
          most={MAX_SERVICE_DESCRIPTION}
        />
      </FormSection>
      <FormSection title={t('model')}>
        <ModelVersionFields
          hint={<FieldHint field="modelVersionId" />}
          suggest={(model) => ({ name: model.replaceAll('.', '-').slice(0, 64) })}
        />
      </FormSection>
    </>
  );
}
