'use client';

import { CircleCheck, FolderUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AbilityChips } from '#components/model/ability-chips.tsx';
import { FamilyMark } from '#components/model/family-mark.tsx';
import { useModelText } from '#components/model/use-model-text.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Link } from '#components/ui/link.tsx';
import type { TemplateSummary } from '#lib/contracts/templates.ts';
import { TemplateActions } from './template-actions.tsx';

/** A model at a glance: family, size, length, what you can do with it, and the way to start. */
export function TemplateCard({ card }: { card: TemplateSummary }) {
  const t = useTranslations('square');
  const text = useModelText();
  return (
    <article
      aria-label={card.name}
      className="flex min-w-0 flex-1 flex-col gap-3 rounded-lg border bg-card p-4 focus-within:border-input"
    >
      <header className="flex items-start gap-3">
        <FamilyMark series={card.series} />
        <div className="min-w-0 flex-1">
          <h2 className="flex flex-wrap items-center gap-2 font-semibold">
            <Link
              href={`/square/${card.slug}`}
              className="inline-flex min-h-6 items-center break-all rounded-sm hover:text-link hover:underline"
            >
              {card.name}
            </Link>
            {card.builtIn ? <Badge variant="accent">{t('builtIn')}</Badge> : null}
            {card.quantisation === 'none' ? null : (
              <Badge variant="info">{t(`quantisation.${card.quantisation}`)}</Badge>
            )}
          </h2>
          <p className="text-muted-foreground text-xs">
            {t(`type.${card.type}`)} ·{' '}
            {card.languages.map((language) => t(`language.${language}`)).join(' / ')}
          </p>
        </div>
      </header>
      {/* Both lines are kept free: with the Chinese face a text may need the second one. */}
      <p className="line-clamp-2 min-h-[2lh] text-muted-foreground text-xs leading-relaxed">
        {text.pick(card.summary)}
      </p>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs">
        <Figure name={t('parameters')} value={text.size(card.sizeBillion)} />
        <Figure name={t('context')} value={text.length(card.contextLength)} />
      </dl>
      <AbilityChips abilities={card.abilities} />
      <footer className="mt-auto flex flex-wrap items-center justify-between gap-2 pt-1">
        <span className="inline-flex items-center gap-1 text-muted-foreground text-xs">
          {card.recommendedWeights ? (
            <>
              <CircleCheck aria-hidden className="size-3.5 text-success" />
              {t('weightsHere')}
            </>
          ) : card.abilities.some(({ action, supported }) => action === 'create' && supported) ? (
            <>
              <FolderUp aria-hidden className="size-3.5" />
              {t('ownWeights')}
            </>
          ) : null}
        </span>
        <TemplateActions card={card} size="sm" />
      </footer>
    </article>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="font-medium tabular-nums">{value}</dd>
    </div>
  );
}
