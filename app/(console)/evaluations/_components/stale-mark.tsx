'use client';

import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LazyHint } from '#components/ui/tooltip.tsx';
import type { StaleReason } from '#lib/contracts/evaluations.ts';

/** Says that a figure may not hold any more, and why on hover and on focus. */
export function StaleMark({ reasons }: { reasons: readonly StaleReason[] }) {
  const t = useTranslations('evaluations');
  if (reasons.length === 0) return null;
  const why = reasons.map((reason) => t(`staleReason.${reason.replace('.', '_')}`));
  return (
    <LazyHint
      text={() =>
        why.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))
      }
    >
      <button
        type="button"
        className="inline-flex items-center gap-1 rounded bg-warning-soft px-1.5 py-0.5 text-warning text-xs"
      >
        <History aria-hidden className="size-3" />
        {t('stale')}
      </button>
    </LazyHint>
  );
}
