'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { NumberField } from '#components/form/index.ts';
import { MAX_INSTANCES } from '#lib/contracts/values/services.ts';

/** Smallest and greatest value of each field; the order they are shown in. */
const FIELDS = {
  minInstances: [0, MAX_INSTANCES],
  maxInstances: [1, MAX_INSTANCES],
  targetOutstanding: [1, 1024],
  idleSeconds: [30, 86_400],
  wakeSeconds: [1, 600],
} as const;
export type ScalingField = keyof typeof FIELDS;
const HINTED = ['minInstances', 'targetOutstanding', 'idleSeconds', 'wakeSeconds'] as const;
const isHinted = (name: ScalingField): name is (typeof HINTED)[number] =>
  (HINTED as readonly string[]).includes(name);

/** Between how many instances a service scales, and when. */
export function ScalingFields({
  hint = (_, text) => text,
}: {
  /** What stands beneath a field, around its own words. */
  hint?: (field: ScalingField, text: string | undefined) => ReactNode;
}) {
  const t = useTranslations('services.form');
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {(Object.keys(FIELDS) as ScalingField[]).map((name) => (
        <NumberField
          key={name}
          name={name}
          label={t(name)}
          min={FIELDS[name][0]}
          max={FIELDS[name][1]}
          unit={name.endsWith('Seconds') ? t('seconds') : undefined}
          hint={hint(name, isHinted(name) ? t(`${name}Hint`) : undefined)}
        />
      ))}
    </div>
  );
}
