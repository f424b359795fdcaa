'use client';

import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { FormSection, NumberField, SwitchField } from '#components/form/index.ts';
import type { PresetFormValues } from './preset-form.ts';

/** Price, limits, trial and moderation: what callers are promised. */
export function TermFields() {
  const t = useTranslations('presets');
  const f = useTranslations('presets.form');
  const trial = useWatch<PresetFormValues, 'trial'>({ name: 'trial' });
  return (
    <>
      <FormSection title={f('prices')} description={f('pricesHint')}>
        <div className="grid gap-4 sm:grid-cols-2">
          {(['promptPrice', 'completionPrice'] as const).map((name) => (
            <NumberField<PresetFormValues>
              key={name}
              name={name}
              label={f(name)}
              unit={f('priceUnit')}
              min={0}
              max={1000}
            />
          ))}
        </div>
      </FormSection>
      <FormSection title={f('trialTitle')}>
        <SwitchField<PresetFormValues> name="trial" label={f('trial')} hint={f('trialHint')} />
        {trial ? (
          <NumberField<PresetFormValues>
            name="trialTokens"
            label={f('trialTokens')}
            unit="tokens"
            min={1}
            max={1_000_000_000}
          />
        ) : null}
      </FormSection>
      <FormSection title={t('limits')} description={f('limitsHint')}>
        <div className="grid gap-4 sm:grid-cols-2">
          {(['qps', 'rpm', 'tpm', 'ipm'] as const).map((name) => (
            <NumberField<PresetFormValues>
              key={name}
              name={name}
              label={f(name)}
              optional
              placeholder={f(name === 'qps' ? 'qpsFree' : 'noLimit')}
            />
          ))}
        </div>
      </FormSection>
      <FormSection title={f('content')}>
        <SwitchField<PresetFormValues> name="moderation" label={f('moderation')} hint={f('moderationHint')} />
        <NumberField<PresetFormValues>
          name="maxLength"
          label={f('maxLength')}
          hint={f('maxLengthHint')}
          unit="tokens"
          optional
          min={16}
          max={1_048_576}
        />
      </FormSection>
    </>
  );
}
