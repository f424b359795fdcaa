'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { NumberField, SelectField } from '#components/form/index.ts';
import { AUTO_STOP_HOURS } from '#lib/contracts/values/tuning.ts';
import type { AutoStopValues } from './job-form.ts';

/** After how long it is stopped: never, usual hours, or any number of them. */
export function AutoStopFields({ hint }: { hint: string }) {
  const t = useTranslations('tuning.form');
  const { control } = useFormContext<AutoStopValues>();
  const autoStop = useWatch({ control, name: 'autoStop' });
  return (
    <>
      <SelectField<AutoStopValues>
        name="autoStop"
        label={t('autoStop')}
        hint={hint}
        options={[
          { value: 'off', label: t('autoStopOff') },
          ...AUTO_STOP_HOURS.map((hours) => ({ value: String(hours), label: t('hours', { hours }) })),
          { value: 'custom', label: t('autoStopCustom') },
        ]}
      />
      {autoStop === 'custom' ? (
        <NumberField<AutoStopValues>
          name="autoStopHours"
          label={t('autoStopHours')}
          unit={t('hourUnit')}
          min={0}
          max={8760}
        />
      ) : null}
    </>
  );
}
