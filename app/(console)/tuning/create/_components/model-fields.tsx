'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormSection, RadioCardsField, TextField } from '#components/form/index.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { ModelVersionFields } from '#components/model/model-version-fields.tsx';
import { useModelText } from '#components/model/use-model-text.ts';
import { ModelDetail } from '#lib/contracts/models.ts';
import { TemplateDetail } from '#lib/contracts/templates.ts';
import { TUNING_METHODS } from '#lib/contracts/tuning.ts';
import { FieldHint } from './plan-context.tsx';
import { suggestName } from './suggest-name.ts';
import type { TuningFormValues } from './tuning-form.ts';

/** Which version of which model, how it is tuned, and what the result is called. */
export function ModelFields() {
  const t = useTranslations('tuning.form');
  const methods = useTranslations('tuning.method');
  const texts = useTranslations('tuning.methodText');
  const text = useModelText();
  const { control } = useFormContext<TuningFormValues>();
  const modelId = useWatch({ control, name: 'modelId' });
  const chosen = useQuery({
    queryKey: ['model', modelId],
    enabled: modelId !== null,
    queryFn: ({ signal }) => apiFetch(`/api/v1/models/${modelId}`, ModelDetail, { signal }),
  });
  const slug = chosen.data?.template;
  const template = useQuery({
    queryKey: ['square', slug],
    enabled: slug !== undefined,
    queryFn: ({ signal }) => apiFetch(`/api/v1/templates/${slug}`, TemplateDetail, { signal }),
  });
  const reasonOf = (method: string): string | undefined => {
    const ability = template.data?.abilities.find(({ action }) => action === `tune-${method}`);
    return ability && !ability.supported && ability.reason ? text.reason(ability.reason) : undefined;
  };
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
          disabledReason: reasonOf(value),
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
