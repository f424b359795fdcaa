'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormSection, RadioCardsField } from '#components/form/index.ts';
import { FieldHint } from '#components/job-form/plan-context.tsx';
import { suggestName } from '#components/job-form/suggest-name.ts';
import { ModelVersionFields } from '#components/model/model-version-fields.tsx';
import { useAbilityReason } from '#components/model/use-ability-reason.ts';
import { CompressionMethod } from '#lib/contracts/agent/index.ts';
import { type CompressionFormValues, suggestOutputName, withScheme } from './compression-form.ts';
import { CompressionNumber } from './number.tsx';

/** Which version of which model, and how it is rounded. */
export function ModelFields() {
  const t = useTranslations('compression.form');
  const methods = useTranslations('compression.method');
  const texts = useTranslations('compression.methodText');
  const { control, getValues, setValue } = useFormContext<CompressionFormValues>();
  const modelId = useWatch({ control, name: 'modelId' });
  const method = useWatch({ control, name: 'method' });
  const reasonOf = useAbilityReason(modelId);
  useEffect(() => {
    const name = getValues('output.name');
    const right = withScheme(name, method);
    if (right !== name) setValue('output.name', right, { shouldDirty: true });
  }, [method, getValues, setValue]);
  return (
    <FormSection title={t('model')}>
      <ModelVersionFields
        label={t('modelLabel')}
        hint={<FieldHint field="modelVersionId" />}
        suggest={(name) => ({
          name: suggestName(name, new Date()),
          'output.name': suggestOutputName(name, getValues('method'), new Date()),
        })}
      />
      <RadioCardsField<CompressionFormValues>
        name="method"
        label={t('method')}
        hint={<FieldHint field="method" />}
        options={CompressionMethod.options.map((value) => ({
          value,
          label: methods(value),
          description: texts(value),
          disabledReason: reasonOf(`compress-${value}`),
        }))}
      />
      {method === 'smoothquant-w8a8' ? <CompressionNumber name="migrationStrength" slider /> : null}
    </FormSection>
  );
}
