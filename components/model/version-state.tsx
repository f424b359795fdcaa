'use client';

import { useTranslations } from 'next-intl';
import type { FailureView } from '#components/states/failure-page.tsx';
import { Badge, type BadgeVariant } from '#components/ui/badge.tsx';
import { Hint } from '#components/ui/tooltip.tsx';
import type { VersionState } from '#lib/contracts/models.ts';
import { useFailureText } from './use-failure-text.ts';

const LOOK: Record<VersionState, { shape: string; variant: BadgeVariant }> = {
  creating: { shape: '◔', variant: 'info' },
  checking: { shape: '●', variant: 'accent' },
  ready: { shape: '✓', variant: 'success' },
  failed: { shape: '✕', variant: 'danger' },
};

/** A version's state by shape, word and colour; a failed one says why and what to do, on hover and on focus. */
export function VersionStateBadge({ state, failure }: { state: VersionState; failure?: FailureView | null }) {
  const t = useTranslations('models');
  const explain = useFailureText();
  const badge = (
    <Badge variant={LOOK[state].variant} data-state={state}>
      <span aria-hidden className="inline-block w-3 text-center">
        {LOOK[state].shape}
      </span>
      {t(`state.${state}`)}
    </Badge>
  );
  if (state !== 'failed' || !failure) return badge;
  const { summary, advice } = explain(failure);
  const text = (
    <>
      <span className="block">{summary}</span>
      {advice ? <span className="mt-1 block opacity-80">{advice}</span> : null}
    </>
  );
  return (
    <Hint text={text}>
      <button type="button" className="inline-flex min-h-6 cursor-help items-center rounded-sm">
        {badge}
      </button>
    </Hint>
  );
}
