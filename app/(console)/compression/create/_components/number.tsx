'use client';

import { useTranslations } from 'next-intl';
import { NumberField } from '#components/form/index.ts';
import { boundsOf, type CompressionFormValues, type NumberName } from './compression-form.ts';

/** One of the form's numbers, with its bounds and what it does. */
export function CompressionNumber({ name, slider }: { name: NumberName; slider?: boolean }) {
  const t = useTranslations('compression.form');
  const { min, max } = boundsOf(name);
  return (
    <NumberField<CompressionFormValues>
      name={name}
      label={t(name)}
      hint={t(`${name}Hint`)}
      min={min}
      max={name === 'seed' ? undefined : max}
      slider={slider}
      step={slider ? 0.05 : undefined}
    />
  );
}
