'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormSection, RadioCardsField, TextField } from '#components/form/index.ts';
import { FieldHint } from '#components/job-form/plan-context.tsx';
import { suggestName } from '#components/job-form/suggest-name.ts';
import { ModelVersionFields } from '#components/model/model-version-fields.tsx';
import { useAbilityReason } from '#components/model/use-ability-reason.ts';
import { TUNING_METHODS } from '#lib/contracts/values/tuning.ts';
import type { TuningFormValues } from './tuning-form.ts';

/** Which version of which model, how it is tuned, and what the result is called. */
export function ModelFields() {
  const t = useTranslations('tuning.form');
  const methods = useTranslations('tuning.method');
  const texts = useTranslations('tuning.methodText');
  const { control } = useFormContext<TuningFormValues>();
  const modelId = useWatch({ control, name: 'modelId' });
  const reasonOf = useAbilityReason(modelId);
  return (
    <FormSection title={t('model')}>
      <ModelVersionFields
        label={t('modelLabel')}
        hint={<FieldHint field="modelVersionId" />}
        suggest={(name) => {
          const suggested = suggestName(name, new Date());
          return { name: suggested, outputModelName: suggested };
        }}
      />
      <RadioCardsField<TuningFormValues>
        name="method"
        label={t('method')}
        hint={<FieldHint field="method" />}
        options={TUNING_METHODS.map((value) => ({
          value,
          label: methods(value),
          description: texts(value),
          disabledReason: reasonOf(`tune-${value}`),
        }))}
      />
      <TextField<TuningFormValues>
        name="outputModelName"
        label={t('outputModel')}
        most={64}
        hint={<FieldHint field="outputModelName">{t('outputModelHint')}</FieldHint>}
      />
    </FormSection>
  );
}
