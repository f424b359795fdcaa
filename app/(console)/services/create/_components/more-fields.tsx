'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import {
  FormSection,
  NumberField,
  RadioCardsField,
  SwitchField,
  TextAreaField,
  TextField,
} from '#components/form/index.ts';
import { AutoStopFields } from '#components/job-form/auto-stop-fields.tsx';
import { ConfirmModerationOff } from '#components/service/confirm-moderation-off.tsx';
import { PathField } from '#components/storage/path-field.tsx';
import { FieldHint } from './plan-context.tsx';
import type { ServiceFormValues } from './service-form.ts';

/** Limits, moderation and the end. */
export function LimitFields() {
  const t = useTranslations('services.form');
  return (
    <FormSection title={t('more')}>
      <ModerationField />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField<ServiceFormValues>
          name="rpm"
          label={t('rpm')}
          optional
          min={1}
          placeholder={t('noLimit')}
        />
        <NumberField<ServiceFormValues>
          name="tpm"
          label={t('tpm')}
          optional
          min={1}
          placeholder={t('noLimit')}
        />
        <AutoStopFields hint={t('autoStopHint')} />
      </div>
    </FormSection>
  );
}

function ModerationField() {
  const t = useTranslations('services.form');
  const { control, setValue } = useFormContext<ServiceFormValues>();
  const on = useWatch({ control, name: 'moderation' });
  const [confirmed, setConfirmed] = useState(false);
  const back = () => setValue('moderation', true, { shouldDirty: true });
  return (
    <>
      <SwitchField<ServiceFormValues>
        name="moderation"
        label={t('moderation')}
        hint={<FieldHint field="moderation">{t('moderationHint')}</FieldHint>}
      />
      {!on && !confirmed ? (
        <ConfirmModerationOff onConfirm={() => setConfirmed(true)} onCancel={back} />
      ) : null}
    </>
  );
}

/** The server itself: vLLM, or a start command of one's own. */
export function ServerFields() {
  const t = useTranslations('services.form');
  const { control } = useFormContext<ServiceFormValues>();
  const server = useWatch({ control, name: 'server' });
  return (
    <FormSection title={t('serverTitle')} description={t('serverHint')}>
      <RadioCardsField<ServiceFormValues>
        name="server"
        label={t('server')}
        options={(['vllm', 'custom'] as const).map((value) => ({
          value,
          label: t(`serverKind.${value}`),
          description: t(`serverText.${value}`),
        }))}
      />
      {server === 'custom' ? (
        <>
          <TextAreaField<ServiceFormValues>
            name="command"
            label={t('command')}
            rows={3}
            placeholder={'python server.py --host "$HOST" --port "$PORT" --model "$MODEL_PATH"'}
            hint={<FieldHint field="command">{t('commandHint')}</FieldHint>}
          />
          <PathField<ServiceFormValues>
            name="code"
            mode="folder"
            label={t('code')}
            optional
            hint={<FieldHint field="code">{t('codeHint')}</FieldHint>}
          />
          <TextAreaField<ServiceFormValues>
            name="requirements"
            label={t('requirements')}
            optional
            rows={3}
            placeholder={'fastapi==0.115.0\nuvicorn>=0.30'}
            hint={<FieldHint field="requirements">{t('requirementsHint')}</FieldHint>}
          />
          <TextField<ServiceFormValues>
            name="healthPath"
            label={t('healthPath')}
            mono
            hint={t('healthHint')}
          />
        </>
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField<ServiceFormValues>
            name="maxLength"
            label={t('maxLength')}
            optional
            unit="tokens"
            min={16}
            placeholder={t('byTable')}
            hint={<FieldHint field="maxLength">{t('maxLengthHint')}</FieldHint>}
          />
          <NumberField<ServiceFormValues>
            name="maxConcurrency"
            label={t('maxConcurrency')}
            min={1}
            max={1024}
            hint={t('maxConcurrencyHint')}
          />
        </div>
      )}
      <TextAreaField<ServiceFormValues>
        name="environment"
        label={t('environment')}
        optional
        rows={2}
        placeholder={'NAME=value'}
        hint={<FieldHint field="environment">{t('environmentHint')}</FieldHint>}
      />
    </FormSection>
  );
}
