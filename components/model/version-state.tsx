'use client';

import { useTranslations } from 'next-intl';
import type { FailureView } from '#components/states/failure-page.tsx';
import type { BadgeVariant } from '#components/ui/badge.tsx';
import { ShapeBadge } from '#components/ui/shape-badge.tsx';
import { LazyHint } from '#components/ui/tooltip.tsx';
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
  const t = useTranslations('models.state');
  const badge = <ShapeBadge {...LOOK[state]} state={state} word={t(state)} />;
  if (state !== 'failed' || !failure) return badge;
  return (
    <LazyHint text={() => <VersionWhy failure={failure} />}>
      <button type="button" className="row-hint">
        {badge}
      </button>
    </LazyHint>
  );
}

function VersionWhy({ failure }: { failure: FailureView }) {
  const { summary, advice } = useFailureText()(failure);
  return (
    <>
      <span className="block">{summary}</span>
      {advice ? <span className="mt-1 block opacity-80">{advice}</span> : null}
    </>
  );
}
