'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { LazyHint } from '#components/ui/tooltip.tsx';
import type { Ability } from '#lib/contracts/templates.ts';
import { useModelText } from './use-model-text.ts';

/** What can be done with a template: ✓ here, – not on this cluster (why, on hover and on focus). */
export function AbilityChips({ abilities }: { abilities: readonly Ability[] }) {
  const t = useTranslations('models');
  const text = useModelText();
  const shown = abilities.flatMap(({ action, supported, ...rest }) =>
    supported && action !== 'create' ? [{ action, ...rest }] : [],
  );
  return (
    <ul aria-label={t('abilities')} className="flex flex-wrap gap-1">
      {shown.map((ability) => {
        const { reason } = ability;
        const name = t(`actionShort.${ability.action}`);
        const chip = (
          <Badge variant={ability.runnable ? 'success' : 'outline'}>
            <span aria-hidden>{ability.runnable ? '✓' : '–'}</span>
            {name}
            <span className="sr-only">{t(ability.runnable ? 'canHere' : 'cannotHere')}</span>
          </Badge>
        );
        return (
          <li key={ability.action}>
            {reason ? (
              <LazyHint text={() => text.reason(reason)}>
                <button type="button" className="inline-flex min-h-6 cursor-help items-center rounded-sm">
                  {chip}
                </button>
              </LazyHint>
            ) : (
              <span className="inline-flex min-h-6 items-center">{chip}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
