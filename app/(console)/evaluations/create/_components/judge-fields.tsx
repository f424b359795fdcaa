'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Field, FormSection, TextAreaField } from '#components/form/index.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useHolds, useMissing } from '#components/permission/permission-provider.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { Label } from '#components/ui/label.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { Hint } from '#components/ui/tooltip.tsx';
import { DEFAULT_RUBRICS } from '#lib/contracts/judge.ts';
import type { ServiceList } from '#lib/contracts/services.ts';
import type { EvaluationFormValues } from './evaluation-form.ts';

/** A service that grades every answer, if wanted, and what it goes by. */
export function JudgeFields() {
  const t = useTranslations('evaluations.form');
  const locale = useLocale();
  const id = useId();
  const missing = useMissing('playground:use');
  const { control, setValue, getValues } = useFormContext<EvaluationFormValues>();
  const on = useWatch({ control, name: 'judge.on' });
  const toggle = (next: boolean) => {
    setValue('judge.on', next, { shouldDirty: true });
    if (next && getValues('judge.rubric') === '')
      setValue('judge.rubric', DEFAULT_RUBRICS[locale === 'zh' ? 'zh' : 'en'], { shouldDirty: true });
  };
  const control_ = <Switch id={id} checked={on} disabled={missing !== undefined} onCheckedChange={toggle} />;
  return (
    <FormSection title={t('judge')} description={t('judgeHint')}>
      <div className="flex items-center gap-2.5">
        {missing ? <Hint text={missing}>{<span>{control_}</span>}</Hint> : control_}
        <Label htmlFor={id}>{t('judgeOn')}</Label>
      </div>
      {on ? (
        <>
          <JudgeService />
          <TextAreaField<EvaluationFormValues>
            name="judge.rubric"
            label={t('rubric')}
            hint={t('rubricHint')}
            rows={5}
            most={4000}
          />
        </>
      ) : null}
    </FormSection>
  );
}

function JudgeService() {
  const t = useTranslations('evaluations.form');
  const states = useTranslations('services.state');
  const mayRead = useHolds('service:read');
  const [search, setSearch] = useState('');
  const { control, setValue, getFieldState, formState } = useFormContext<EvaluationFormValues>();
  const { serviceId, label } = useWatch({ control, name: 'judge' });
  const services = useQuery({
    queryKey: ['service', 'list', 'choice', search],
    enabled: mayRead,
    queryFn: ({ signal }) =>
      apiFetch<ServiceList>(`/api/v1/services?${new URLSearchParams({ limit: '50', search })}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const options = (services.data?.items ?? []).map(({ id, name, state, readyInstances }) => ({
    value: id,
    label: name,
    description: t('serviceOption', { state: states(state) }),
    ...(readyInstances > 0 ? {} : { disabledReason: t('serviceNotReady', { state: states(state) }) }),
  }));
  if (serviceId && !options.some(({ value }) => value === serviceId))
    options.unshift({ value: serviceId, label: label || serviceId, description: '' });
  return (
    <Field
      name="judge.serviceId"
      label={t('judgeService')}
      hint={t('judgeServiceHint')}
      error={getFieldState('judge.serviceId', formState).error?.message}
    >
      {(aria) => (
        <Combobox
          {...aria}
          options={options}
          value={serviceId}
          onSearch={setSearch}
          loading={services.isPending && mayRead}
          onValueChange={(id) => {
            setValue('judge.serviceId', id, { shouldDirty: true, shouldValidate: formState.isSubmitted });
            setValue('judge.label', options.find(({ value }) => value === id)?.label ?? '');
          }}
        />
      )}
    </Field>
  );
}
