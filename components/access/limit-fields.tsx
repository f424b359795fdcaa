'use client';

import { useTranslations } from 'next-intl';
import { NumberField } from '#components/form/index.ts';

/** Requests, tokens and images a minute; each may stay empty. */
export function LimitFields() {
  const t = useTranslations('access');
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">{t('limits')}</legend>
      <div className="grid gap-3 sm:grid-cols-3">
        {(['rpm', 'tpm', 'ipm'] as const).map((name) => (
          <NumberField key={name} name={name} label={t(name)} placeholder={t('noLimit')} />
        ))}
      </div>
      <p className="text-muted-foreground text-xs">{t('limitsHint')}</p>
    </fieldset>
  );
}
