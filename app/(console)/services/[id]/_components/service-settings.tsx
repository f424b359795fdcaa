'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { FormProvider, type Path, useForm, useWatch } from 'react-hook-form';
import {
  CopyAs,
  FormSection,
  markRefused,
  NumberField,
  SwitchField,
  TextAreaField,
  TextField,
} from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { ConfirmModerationOff } from '#components/service/confirm-moderation-off.tsx';
import { useRefusedField } from '#components/service/refused-field.ts';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ServiceDetail } from '#lib/contracts/services.ts';
import { ScalingFields } from '../../_components/scaling-fields.tsx';
import { useServiceGates } from '../../_components/service-gates.ts';
import { updateServiceAction } from '../../actions.ts';

const valuesOf = ({ name, description, autoStopHours, settings }: ServiceDetail) => ({
  name,
  description,
  qpsPerInstance: settings.qpsPerInstance as number | null,
  minInstances: settings.minInstances as number | null,
  maxInstances: settings.maxInstances as number | null,
  targetOutstanding: settings.targetOutstanding as number | null,
  idleSeconds: settings.idleSeconds as number | null,
  wakeSeconds: settings.wakeSeconds as number | null,
  rpm: settings.rpm ?? null,
  tpm: settings.tpm ?? null,
  moderation: settings.moderation,
  autoStopHours,
});
type Values = ReturnType<typeof valuesOf>;

/** What an empty number means: no limit for some, not allowed for the others. */
const NULLABLE: ReadonlySet<string> = new Set(['rpm', 'tpm', 'autoStopHours']);
const requestOf = (id: string, values: Values, confirmModerationOff: boolean) => ({
  id,
  ...(Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === null && !NULLABLE.has(name) ? Number.NaN : value,
    ]),
  ) as Partial<Values>),
  ...(confirmModerationOff ? { confirmModerationOff } : {}),
});

/** 修改: everything that acts at once. Weights, flavor and server settings are rolled out instead. */
export function ServiceSettingsForm({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services.settings');
  const f = useTranslations('services.form');
  const errorText = useErrorText();
  const refusedField = useRefusedField();
  const queries = useQueryClient();
  const gate = useServiceGates()(service);
  const form = useForm<Values>({ defaultValues: valuesOf(service) });
  const [refusal, setRefusal] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const { isDirty, isSubmitting } = form.formState;
  const { reset } = form;
  const shown = JSON.stringify(valuesOf(service));
  useEffect(() => {
    // Somebody else's change shows, unless this form holds one of its own.
    if (!isDirty) reset(JSON.parse(shown) as Values);
  }, [shown, isDirty, reset]);
  const on = useWatch({ control: form.control, name: 'moderation' });
  const asks = service.moderation && !on && !confirmed;
  const submit = form.handleSubmit(async (given) => {
    setRefusal('');
    const answer = await updateServiceAction(
      requestOf(service.id, given, confirmed) as Parameters<typeof updateServiceAction>[0],
    );
    if (!answer.ok) {
      const names = Object.keys(given) as Path<Values>[];
      if (!markRefused(answer.error, names, form.setError, refusedField(answer.error)))
        setRefusal(errorText(answer.error));
      return;
    }
    reset(valuesOf(answer.data));
    setConfirmed(false);
    toast.success(t('saved'));
    queries.setQueryData(['service', service.id], answer.data);
    void queries.invalidateQueries({ queryKey: ['service', 'list'] });
  });
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="flex max-w-3xl flex-col gap-4">
        <FormSection title={f('service')}>
          <TextField<Values> name="name" label={f('name')} most={64} />
          <TextAreaField<Values> name="description" label={f('descriptionLabel')} optional rows={2} />
        </FormSection>
        <FormSection title={t('limits')} description={t('atOnce')}>
          <div className="grid gap-4 sm:grid-cols-2">
            <NumberField<Values>
              name="qpsPerInstance"
              label={f('qpsPerInstance')}
              unit={f('qpsUnit')}
              min={0}
              max={10_000}
            />
            <NumberField<Values> name="rpm" label={f('rpm')} optional min={1} placeholder={f('noLimit')} />
            <NumberField<Values> name="tpm" label={f('tpm')} optional min={1} placeholder={f('noLimit')} />
            <NumberField<Values>
              name="autoStopHours"
              label={f('autoStopHours')}
              optional
              unit={f('hourUnit')}
              min={0}
              max={8760}
              placeholder={f('autoStopOff')}
            />
          </div>
        </FormSection>
        <FormSection title={f('scaling')} description={t('scalingHint')}>
          <ScalingFields />
        </FormSection>
        <FormSection title={t('content')}>
          <SwitchField<Values> name="moderation" label={f('moderation')} hint={f('moderationHint')} />
        </FormSection>
        {refusal ? (
          <p role="alert" className="text-danger">
            {refusal}
          </p>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button
            type="submit"
            pending={isSubmitting}
            disabledReason={gate.change ?? (isDirty ? undefined : t('nothingChanged'))}
          >
            {t('save')}
          </Button>
          <CopyAs
            request={() => {
              const { id, ...body } = requestOf(service.id, form.getValues(), confirmed);
              return { method: 'PATCH', path: `/api/v1/services/${id}`, body };
            }}
          />
        </div>
      </form>
      {asks ? (
        <ConfirmModerationOff
          onConfirm={() => setConfirmed(true)}
          onCancel={() => form.setValue('moderation', true, { shouldDirty: true })}
        />
      ) : null}
    </FormProvider>
  );
}
