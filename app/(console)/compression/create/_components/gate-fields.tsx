'use client';

import { useTranslations } from 'next-intl';
import { FormSection, NumberField, SwitchField } from '#components/form/index.ts';
import { FieldHint } from '#components/job-form/plan-context.tsx';
import type { CompressionFormValues } from './compression-form.ts';

/** What the compression may cost before the version is kept from being deployed. */
export function GateFields() {
  const t = useTranslations('compression.form');
  return (
    <FormSection title={t('gate')} description={t('gateHint')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField<CompressionFormValues>
          name="gate.maxAccuracyDrop"
          label={t('maxAccuracyDrop')}
          unit={t('points')}
          optional
          min={0}
          max={100}
          hint={<FieldHint field="gate.maxAccuracyDrop">{t('maxAccuracyDropHint')}</FieldHint>}
        />
        <NumberField<CompressionFormValues>
          name="gate.maxPerplexityRise"
          label={t('maxPerplexityRise')}
          unit="%"
          optional
          min={0}
          max={1000}
          hint={<FieldHint field="gate">{t('maxPerplexityRiseHint')}</FieldHint>}
        />
      </div>
      <SwitchField<CompressionFormValues>
        name="measureSpeed"
        label={t('measureSpeed')}
        hint={t('measureSpeedHint')}
      />
    </FormSection>
  );
}
