'use client';

import { useTranslations } from 'next-intl';
import { useLimitsText } from '#components/access/limits-text.ts';
import { SummaryRow } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import type { PresetFormValues } from './preset-form.ts';

/** What callers will see of it. */
export function PresetSummary({ values, name }: { values: PresetFormValues; name: string | undefined }) {
  const t = useTranslations('presets');
  const f = useTranslations('presets.form');
  const format = useFormat();
  const limitsText = useLimitsText();
  const price = (yuan: number | null) => {
    if (yuan === null || Number.isNaN(yuan)) return '—';
    return yuan === 0 ? t('free') : t('perThousand', { price: format.tokenPrice(yuan * 100_000) });
  };
  return (
    <>
      <SummaryRow label={f('name')}>{name ?? (values.name.trim() || '—')}</SummaryRow>
      <SummaryRow label={f('promptPrice')}>{price(values.promptPrice)}</SummaryRow>
      <SummaryRow label={f('completionPrice')}>{price(values.completionPrice)}</SummaryRow>
      <SummaryRow label={f('trialTokens')}>
        {values.trial ? format.number(values.trialTokens ?? 0) : t('noTrial')}
      </SummaryRow>
      <SummaryRow label={t('limits')}>{limitsText(values)}</SummaryRow>
      <p className="text-muted-foreground text-xs leading-relaxed">{f('summaryHint')}</p>
    </>
  );
}
