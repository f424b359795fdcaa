'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { Progress } from '#components/ui/progress.tsx';
import type { PresetService } from '#lib/contracts/presets.ts';

/** What is left of one's own free tokens, in figures and as a bar. */
export function TrialLeft({ preset: { terms, trialUsed } }: { preset: PresetService }) {
  const t = useTranslations('presets');
  const format = useFormat();
  if (!terms) return <span className="text-muted-foreground">—</span>;
  const { trialTokens } = terms;
  if (trialTokens === null) return <span className="text-muted-foreground">{t('noTrial')}</span>;
  const left = Math.max(0, trialTokens - trialUsed);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Progress
        value={left / trialTokens}
        tone={left === 0 ? 'danger' : 'primary'}
        label={t('trialLeft')}
        className="w-14 shrink-0"
      />
      <span className={left === 0 ? 'text-danger tabular-nums' : 'tabular-nums'}>
        {t('leftOf', { left: format.number(left), all: format.number(trialTokens) })}
      </span>
    </span>
  );
}
