'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Field } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { Combobox } from '#components/ui/combobox.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import type { ModelDetail, ModelList } from '#lib/contracts/models.ts';
import { versionLabel } from '#lib/format/version-label.ts';

type Suggest = (modelName: string) => Readonly<Record<string, string>>;

/** What a form that chooses a version of a model has to hold. */
type ModelChoiceValues = {
  /** Those that `suggest` names. */
  [field: string]: string | null;
  modelId: string | null;
  /** Shown while the list that would name it is not loaded. */
  modelName: string;
  modelVersionId: string | null;
};

/** One of the account's models, and a version of it: the newest that is ready unless another is chosen. */
export function ModelVersionFields({
  label,
  hint,
  suggest = () => ({}),
}: {
  label?: string;
  hint?: ReactNode;
  /** Fields that take a text made of the model's name while nobody has typed into them. */
  suggest?: Suggest;
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_180px]">
      <ModelChoice label={label} suggest={suggest} />
      <VersionChoice hint={hint} />
    </div>
  );
}

function ModelChoice({ label, suggest }: { label: string | undefined; suggest: Suggest }) {
  const t = useTranslations('models.choice');
  const states = useTranslations('models.state');
  const { control, setValue, getValues, getFieldState, formState } = useFormContext<ModelChoiceValues>();
  const modelId = useWatch({ control, name: 'modelId' });
  const modelName = useWatch({ control, name: 'modelName' });
  const [search, setSearch] = useState('');
  const models = useQuery({
    queryKey: ['model', 'list', 'choice', search],
    queryFn: ({ signal }) =>
      apiFetch<ModelList>(`/api/v1/models?${new URLSearchParams({ limit: '50', search })}`, { signal }),
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
    const dirty = { shouldDirty: true };
    setValue('modelId', id, dirty);
    setValue('modelName', name, dirty);
    setValue('modelVersionId', null, dirty);
    for (const [field, text] of Object.entries(suggest(name)))
      if (getValues(field) === '' || !getFieldState(field, formState).isTouched) setValue(field, text, dirty);
  };
  return (
    <Field
      name="modelId"
      label={label ?? t('model')}
      hint={
        models.data?.total === 0 && search === '' ? (
          <Link href="/square" className="text-link hover:underline">
            {t('none')}
          </Link>
        ) : null
      }
    >
      {(aria) => (
        <Combobox
          {...aria}
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

function VersionChoice({ hint }: { hint?: ReactNode }) {
  const t = useTranslations('models.choice');
  const states = useTranslations('models.state');
  const format = useFormat();
  const { control, setValue, getFieldState, formState } = useFormContext<ModelChoiceValues>();
  const modelId = useWatch({ control, name: 'modelId' });
  const versionId = useWatch({ control, name: 'modelVersionId' });
  const { data: model } = useQuery({
    queryKey: ['model', modelId],
    enabled: modelId !== null,
    queryFn: ({ signal }) => apiFetch<ModelDetail>(`/api/v1/models/${modelId}`, { signal }),
  });
  const { error } = getFieldState('modelVersionId', formState);
  const newestReady = model?.versions.findLast((version) => version.state === 'ready')?.id ?? null;
  useEffect(() => {
    if (versionId === null && newestReady !== null)
      setValue('modelVersionId', newestReady, { shouldDirty: true });
  }, [versionId, newestReady, setValue]);
  return (
    <Field name="modelVersionId" label={t('version')} error={error?.message} hint={hint}>
      {(aria) => (
        <Select
          value={versionId ?? ''}
          onValueChange={(id) => setValue('modelVersionId', id, { shouldDirty: true, shouldValidate: true })}
        >
          <SelectTrigger {...aria}>
            <SelectValue placeholder={model ? t('choose') : t('modelFirst')} />
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
