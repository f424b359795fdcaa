'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Field, FormSection, RadioCardsField, TextField } from '#components/form/index.ts';
import { FieldHint } from '#components/job-form/plan-context.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useTemplateOf } from '#components/model/use-ability-reason.ts';
import { Combobox } from '#components/ui/combobox.tsx';
import type { ModelList } from '#lib/contracts/models.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import type { CompressionFormValues } from './compression-form.ts';

/** What the result becomes. */
export function ResultFields() {
  const t = useTranslations('compression.form');
  const { control } = useFormContext<CompressionFormValues>();
  const kind = useWatch({ control, name: 'output.kind' });
  return (
    <FormSection title={t('result')}>
      <RadioCardsField<CompressionFormValues>
        name="output.kind"
        label={t('output')}
        options={[
          { value: 'model', label: t('asModel'), description: t('asModelHint') },
          { value: 'version', label: t('asVersion'), description: t('asVersionHint') },
        ]}
      />
      {kind === 'model' ? (
        <TextField<CompressionFormValues>
          name="output.name"
          label={t('outputName')}
          most={64}
          hint={<FieldHint field="output.name" />}
        />
      ) : (
        <TargetField />
      )}
    </FormSection>
  );
}

/** A model that descends from the same template as the one that is compressed. */
function TargetField() {
  const t = useTranslations('compression.form');
  const { control, setValue, getFieldState, formState } = useFormContext<CompressionFormValues>();
  const source = useWatch({ control, name: 'modelId' });
  const { modelId, modelName } = useWatch({ control, name: 'output' });
  const template = useTemplateOf(source);
  const [search, setSearch] = useState('');
  const models = useQuery({
    queryKey: ['model', 'list', 'same-base', template, search],
    enabled: template !== undefined,
    queryFn: ({ signal }) =>
      apiFetch<ModelList>(
        `/api/v1/models?${new URLSearchParams({ limit: '50', search, template: template ?? '' })}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
  const items = models.data?.items ?? [];
  const options = items.map((each) => ({
    value: each.id,
    label: each.name,
    description: versionLabel(each.latestVersion),
  }));
  if (modelId && !items.some(({ id }) => id === modelId))
    options.unshift({ value: modelId, label: modelName || modelId, description: '' });
  return (
    <Field
      name="output.modelId"
      label={t('outputModel')}
      error={getFieldState('output.modelId', formState).error?.message}
      hint={
        <FieldHint field="output.modelId">
          {models.data?.total === 0 && search === '' ? t('noTargets') : t('sameBase')}
        </FieldHint>
      }
    >
      {(aria) => (
        <Combobox
          {...aria}
          options={options}
          value={modelId}
          onSearch={setSearch}
          loading={models.isLoading}
          onValueChange={(next) => {
            const name = items.find(({ id }) => id === next)?.name ?? '';
            setValue('output.modelName', name, { shouldDirty: true });
            setValue('output.modelId', next, { shouldDirty: true, shouldValidate: formState.isSubmitted });
          }}
        />
      )}
    </Field>
  );
}
