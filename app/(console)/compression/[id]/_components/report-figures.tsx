'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import type { CompressionResult } from '#lib/contracts/compression.ts';
import { BeforeAfter } from './before-after.tsx';
import { SpeedFigures } from './speed-figures.tsx';

/** Size, perplexity, expected answers and speed, before and after. */
export function ReportFigures({ result }: { result: CompressionResult }) {
  const t = useTranslations('compression.report');
  const names = useTranslations('compression.result');
  const format = useFormat();
  const { report } = result;
  const answers = report?.answers;
  const change = (share: number, more: 'larger' | 'rise', less: 'smaller' | 'fall') => {
    const shown = format.percent(Math.abs(share));
    if (shown === format.percent(0)) return t('same');
    return t(share > 0 ? more : less, { share: shown });
  };
  const shrink = result.sizeBytes / result.originalBytes - 1;
  const rise = report ? report.perplexityAfter / report.perplexityBefore - 1 : 0;
  return (
    <section aria-label={t('figures')} className="flex flex-col gap-3">
      <dl className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        <BeforeAfter
          name={names('size')}
          before={format.bytes(result.originalBytes)}
          after={format.bytes(result.sizeBytes)}
          change={change(shrink, 'larger', 'smaller')}
          tone={shrink < 0 ? 'good' : 'bad'}
          hint={t('sizeHint')}
        />
        {report ? (
          <BeforeAfter
            name={names('perplexity')}
            before={format.figure(report.perplexityBefore)}
            after={format.figure(report.perplexityAfter)}
            change={change(rise, 'rise', 'fall')}
            tone={rise > 0.01 ? 'bad' : 'neutral'}
            hint={t('perplexityHint', { tokens: format.number(report.tokens) })}
          />
        ) : null}
        {answers && answers.samples > 0 ? (
          <BeforeAfter
            name={t('accuracy')}
            before={t('accuracyOf', {
              correct: format.number(answers.correctBefore),
              samples: format.number(answers.samples),
            })}
            after={t('accuracyOf', {
              correct: format.number(answers.correctAfter),
              samples: format.number(answers.samples),
            })}
            change={points(((answers.correctAfter - answers.correctBefore) / answers.samples) * 100)}
            tone={answers.correctAfter < answers.correctBefore ? 'bad' : 'neutral'}
            hint={t('answersHint', { samples: format.number(answers.samples) })}
          />
        ) : null}
        {report?.speed ? <SpeedFigures speed={report.speed} /> : null}
      </dl>
      {report ? null : <p className="max-w-2xl text-muted-foreground">{t('noMeasure')}</p>}
    </section>
  );

  function points(difference: number): string {
    if (difference === 0) return t('same');
    const sign = difference > 0 ? '+' : '−';
    return t('points', { points: `${sign}${format.number(Math.abs(difference), 1)}` });
  }
}
