'use client';

import { useTranslations } from 'next-intl';
import type { BadgeVariant } from '#components/ui/badge.tsx';
import { ShapeBadge } from '#components/ui/shape-badge.tsx';
import { LazyHint } from '#components/ui/tooltip.tsx';
import type { PresetService } from '#lib/contracts/presets.ts';

const LOOK: Record<PresetService['state'], { shape: string; variant: BadgeVariant }> = {
  ready: { shape: '●', variant: 'success' },
  idle: { shape: '◌', variant: 'neutral' },
  starting: { shape: '◔', variant: 'info' },
  down: { shape: '✕', variant: 'danger' },
  unoffered: { shape: '○', variant: 'neutral' },
};

/** Why it cannot be called; undefined when it can. */
export function usePresetReason(): (preset: Pick<PresetService, 'reason'>) => string | undefined {
  const t = useTranslations('presets.reason');
  return ({ reason }) => (reason ? t(reason) : undefined);
}

/** State by shape, word and colour; the reason on hover and on focus. */
export function PresetStateBadge({ preset }: { preset: Pick<PresetService, 'state' | 'reason'> }) {
  const t = useTranslations('presets.state');
  const reason = usePresetReason()(preset);
  const { state } = preset;
  const badge = <ShapeBadge {...LOOK[state]} state={state} word={t(state)} />;
  if (!reason) return badge;
  return (
    <LazyHint text={reason}>
      <button type="button" className="inline-flex min-h-6 cursor-help items-center rounded-sm">
        {badge}
      </button>
    </LazyHint>
  );
}
