'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Field, FormSection, RadioCardsField, TextField } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useModelText, versionLabel } from '#components/model/use-model-text.ts';
import { Combobox } from '#components/ui/combobox.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import { ModelDetail, ModelList } from '#lib/contracts/models.ts';
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
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_180px]">
        <ModelChoice />
        <VersionChoice model={chosen.data} />
      </div>
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

function ModelChoice() {
  const t = useTranslations('tuning.form');
  const states = useTranslations('models.state');
  const { control, setValue, getValues, getFieldState } = useFormContext<TuningFormValues>();
  const modelId = useWatch({ control, name: 'modelId' });
  const modelName = useWatch({ control, name: 'modelName' });
  const [search, setSearch] = useState('');
  const models = useQuery({
    queryKey: ['model', 'list', 'choice', search],
    queryFn: ({ signal }) =>
      apiFetch(`/api/v1/models?${new URLSearchParams({ limit: '50', search })}`, ModelList, { signal }),
    placeholderData: keepPreviousData,
  });
  const items = models.data?.items ?? [];
  const options = items.map((model) => ({
    value: model.id,
    label: model.name,
    description: `${model.templateName} · ${versionLabel(model.latestVersion)} · ${states(model.state)}`,
  }));
  if (modelId && !items.some((model) => model.id === modelId))
    options.unshift({ value: modelId, label: modelName || modelId, description: '' });
  const choose = (id: string) => {
    const name = items.find((model) => model.id === id)?.name ?? '';
    const options = { shouldDirty: true };
    setValue('modelId', id, options);
    setValue('modelName', name, options);
    setValue('modelVersionId', null, options);
    const suggested = suggestName(name, new Date());
    for (const field of ['name', 'outputModelName'] as const)
      if (getValues(field) === '' || !getFieldState(field).isTouched) setValue(field, suggested, options);
  };
  return (
    <Field
      name="modelId"
      label={t('modelLabel')}
      hint={
        models.data?.total === 0 && search === '' ? (
          <Link href="/square" className="text-link hover:underline">
            {t('noModels')}
          </Link>
        ) : null
      }
    >
      {(control) => (
        <Combobox
          {...control}
          options={options}
          value={modelId}
          onValueChange={choose}
          onSearch={setSearch}
          loading={models.isPending}
        />
      )}
    </Field>
  );
}

function VersionChoice({ model }: { model: ModelDetail | undefined }) {
  const t = useTranslations('tuning.form');
  const states = useTranslations('models.state');
  const format = useFormat();
  const { control, setValue, getFieldState, formState } = useFormContext<TuningFormValues>();
  const versionId = useWatch({ control, name: 'modelVersionId' });
  const { error } = getFieldState('modelVersionId', formState);
  const newestReady = model?.versions.findLast((version) => version.state === 'ready')?.id ?? null;
  useEffect(() => {
    // The newest ready version is what nearly everybody wants: chosen as soon as the model is known.
    if (versionId === null && newestReady !== null)
      setValue('modelVersionId', newestReady, { shouldDirty: true });
  }, [versionId, newestReady, setValue]);
  return (
    <Field
      name="modelVersionId"
      label={t('version')}
      error={error?.message}
      hint={<FieldHint field="modelVersionId" />}
    >
      {(aria) => (
        <Select
          value={versionId ?? ''}
          onValueChange={(id) => setValue('modelVersionId', id, { shouldDirty: true, shouldValidate: true })}
        >
          <SelectTrigger {...aria}>
            <SelectValue placeholder={model ? t('versionChoose') : t('versionAfter')} />
          </SelectTrigger>
          <SelectContent>
            {model?.versions.toReversed().map((version) => (
              <SelectItem key={version.id} value={version.id} disabled={version.state !== 'ready'}>
                {versionLabel(version.number)}
                <span className="ml-2 text-muted-foreground text-xs">
                  {version.state === 'ready'
                    ? version.sizeBytes === null
                      ? ''
                      : format.bytes(version.sizeBytes)
                    : states(version.state)}
                </span>
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </Field>
  );
}
