'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import type { ImportedWords } from '#lib/contracts/moderation.ts';

const COUNTS = ['added', 'changed', 'same', 'removed'] as const;

/** What an import would do, and which lines it would leave out. */
export function ImportPlan({ plan }: { plan: ImportedWords }) {
  const t = useTranslations('moderation.import');
  const format = useFormat();
  const { bad } = plan;
  return (
    <section aria-label={t('plan')} className="flex flex-col gap-3">
      <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {COUNTS.map((name) => (
          <div key={name} className="rounded-lg border px-3 py-2">
            <dt className="text-muted-foreground text-xs">{t(name)}</dt>
            <dd className="font-mono tabular-nums">{format.number(plan[name])}</dd>
          </div>
        ))}
      </dl>
      {bad.total > 0 ? (
        <div className="flex flex-col gap-1.5">
          <p className="font-medium text-danger">{t('bad', { count: bad.total })}</p>
          <ul className="max-h-40 overflow-auto rounded-lg border" tabIndex={-1}>
            {bad.first.map(({ line, reason, text }) => (
              <li key={line} className="flex gap-3 border-b px-3 py-1.5 last:border-b-0">
                <span className="shrink-0 font-mono text-muted-foreground tabular-nums">
                  {t('line', { line })}
                </span>
                <span className="min-w-0 flex-1 truncate">{text}</span>
                <span className="shrink-0">{t(`reason.${reason}`)}</span>
              </li>
            ))}
          </ul>
          {bad.total > bad.first.length ? (
            <p className="text-muted-foreground text-xs">
              {t('more', { count: bad.total - bad.first.length })}
            </p>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
