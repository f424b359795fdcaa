'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { Field, FormSection } from '#components/form/index.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useHolds } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { Combobox, type ComboboxOption } from '#components/ui/combobox.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import type { ModelDetail, ModelList } from '#lib/contracts/models.ts';
import type { ServiceList } from '#lib/contracts/services.ts';
import { MAX_EVALUATED } from '#lib/contracts/values/evaluations.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { type EvaluationFormValues, emptyTarget, isService } from './evaluation-form.ts';

/** What answers: models and services, as many as are to be compared. */
export function TargetFields() {
  const t = useTranslations('evaluations.form');
  const { control, formState } = useFormContext<EvaluationFormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'targets' });
  const full = fields.length >= MAX_EVALUATED ? t('targetsFull', { max: MAX_EVALUATED }) : undefined;
  const problem = formState.errors.targets?.root?.message;
  return (
    <FormSection title={t('targets')} description={t('targetsHint')}>
      <div data-field="targets" className="flex flex-col gap-3">
        {fields.map((field, index) => (
          <TargetRow
            key={field.id}
            index={index}
            onRemove={fields.length > 1 ? () => remove(index) : undefined}
          />
        ))}
        {problem ? (
          <p role="alert" className="text-danger text-xs">
            {problem}
          </p>
        ) : null}
        <div>
          <Button type="button" variant="outline" disabledReason={full} onClick={() => append(emptyTarget())}>
            <Plus />
            {t('addTarget')}
          </Button>
        </div>
      </div>
    </FormSection>
  );
}

function TargetRow({ index, onRemove }: { index: number; onRemove: (() => void) | undefined }) {
  const t = useTranslations('evaluations.form');
  const { control, setValue, getValues, getFieldState, formState } = useFormContext<EvaluationFormValues>();
  const target = useWatch({ control, name: `targets.${index}` });
  const [search, setSearch] = useState('');
  const { options, names, loading } = useChoices(search);
  if (target.id && !names.has(target.id))
    options.unshift({ value: target.id, label: target.label || target.id });
  const error = getFieldState(`targets.${index}.id`, formState).error?.message;
  const choose = (id: string) => {
    const label = names.get(id) ?? '';
    setValue(`targets.${index}`, { id, label, versionId: null }, { shouldDirty: true });
    if (index === 0 && (getValues('name') === '' || !getFieldState('name', formState).isTouched))
      setValue('name', label.replaceAll('.', '-').slice(0, 64), { shouldDirty: true });
  };
  return (
    <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_150px_auto]">
      <Field name={`targets.${index}.id`} label={t('target', { number: index + 1 })} error={error}>
        {(aria) => (
          <Combobox
            {...aria}
            options={options}
            value={target.id}
            onValueChange={choose}
            onSearch={setSearch}
            loading={loading}
          />
        )}
      </Field>
      {isService(target) ? (
        <p className="self-center pt-5 text-muted-foreground text-xs">{t('serviceHint')}</p>
      ) : (
        <VersionSelect index={index} />
      )}
      <Button
        type="button"
        variant="ghost"
        size="icon"
        className="sm:mt-6"
        aria-label={t('removeTarget', { number: index + 1 })}
        disabledReason={onRemove ? undefined : t('lastTarget')}
        onClick={onRemove}
      >
        <X />
      </Button>
    </div>
  );
}

/** Models and services that hold the text, models first. */
function useChoices(search: string): {
  options: ComboboxOption[];
  names: Map<string, string>;
  loading: boolean;
} {
  const t = useTranslations('evaluations.form');
  const states = useTranslations('services.state');
  const mayRead = useHolds('service:read');
  const params = new URLSearchParams({ limit: '50', search });
  const models = useQuery({
    queryKey: ['model', 'list', 'choice', search],
    queryFn: ({ signal }) => apiFetch<ModelList>(`/api/v1/models?${params}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const services = useQuery({
    queryKey: ['service', 'list', 'choice', search],
    enabled: mayRead,
    queryFn: ({ signal }) => apiFetch<ServiceList>(`/api/v1/services?${params}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const options = [
    ...(models.data?.items ?? []).map(({ id, name, templateName }) => ({
      value: id,
      label: name,
      description: t('modelOption', { template: templateName }),
    })),
    ...(services.data?.items ?? []).map(({ id, name, state, readyInstances }) => ({
      value: id,
      label: name,
      description: t('serviceOption', { state: states(state) }),
      ...(readyInstances > 0 ? {} : { disabledReason: t('serviceNotReady', { state: states(state) }) }),
    })),
  ];
  const names = new Map(options.map(({ value, label }) => [value, label]));
  return { options, names, loading: models.isPending };
}

function VersionSelect({ index }: { index: number }) {
  const t = useTranslations('models.choice');
  const states = useTranslations('models.state');
  const { control, setValue } = useFormContext<EvaluationFormValues>();
  const { id, versionId } = useWatch({ control, name: `targets.${index}` });
  const { data: model } = useQuery({
    queryKey: ['model', id],
    enabled: id !== null,
    queryFn: ({ signal }) => apiFetch<ModelDetail>(`/api/v1/models/${id}`, { signal }),
  });
  const newestReady = model?.versions.findLast((version) => version.state === 'ready')?.id ?? null;
  useEffect(() => {
    if (versionId === null && newestReady !== null)
      setValue(`targets.${index}.versionId`, newestReady, { shouldDirty: true });
  }, [versionId, newestReady, index, setValue]);
  return (
    <Field name={`targets.${index}.versionId`} label={t('version')}>
      {(aria) => (
        <Select
          value={versionId ?? ''}
          onValueChange={(next) => setValue(`targets.${index}.versionId`, next, { shouldDirty: true })}
        >
          <SelectTrigger {...aria}>
            <SelectValue placeholder={model ? t('choose') : t('modelFirst')} />
          </SelectTrigger>
          <SelectContent>
            {model?.versions.toReversed().map((version) => (
              <SelectItem key={version.id} value={version.id} disabled={version.state !== 'ready'}>
                {versionLabel(version.number)}
                {version.state === 'ready' ? null : (
                  <span className="ml-2 text-muted-foreground text-xs">{states(version.state)}</span>
                )}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </Field>
  );
}
