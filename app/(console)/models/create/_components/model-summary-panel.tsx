'use client';

import { useTranslations } from 'next-intl';
import { SummaryRow } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { AbilityChips } from '#components/model/ability-chips.tsx';
import { useModelText } from '#components/model/use-model-text.ts';
import type { TemplateSummary } from '#lib/contracts/templates.ts';
import type { FormProblem, ModelFormValues } from './model-form.ts';

/** What the model will be, and what is still missing; follows while the person types. */
export function ModelSummaryPanel({
  values,
  template,
  problems,
}: {
  values: ModelFormValues;
  template: TemplateSummary | undefined;
  problems: readonly FormProblem[];
}) {
  const t = useTranslations('models');
  const text = useModelText();
  const format = useFormat();
  const own = values.weights === 'own';
  return (
    <>
      <SummaryRow label={t('form.source')}>{template?.name ?? '—'}</SummaryRow>
      {template ? (
        <>
          <SummaryRow label={t('form.size')}>{text.size(template.sizeBillion)}</SummaryRow>
          <SummaryRow label={t('form.length')}>{text.length(template.contextLength)}</SummaryRow>
        </>
      ) : null}
      <SummaryRow label={t('form.weights')}>{t(own ? 'form.own' : 'form.recommended')}</SummaryRow>
      {!own && template?.recommendedWeights ? (
        <SummaryRow label={t('form.space')}>{format.bytes(template.recommendedWeights.sizeBytes)}</SummaryRow>
      ) : null}
      <SummaryRow label={t('form.after')}>
        {t(own && values.check ? 'form.afterCheck' : 'form.afterReady')}
      </SummaryRow>
      {template ? (
        <div className="flex flex-col gap-1.5">
          <span className="text-muted-foreground">{t('abilities')}</span>
          <AbilityChips abilities={template.abilities} />
        </div>
      ) : null}
      {problems.length > 0 ? (
        <div className="rounded-lg bg-warning-soft p-3 text-warning">
          <p className="mb-1 font-medium">{t('form.inTheWay')}</p>
          <ul className="ml-4 list-disc text-xs">
            {problems.map((problem) => (
              <li key={problem.field}>{problem.message}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}
