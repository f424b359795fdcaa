'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import type { CompressionResult } from '#lib/contracts/compression.ts';
import { BeforeAfter } from './before-after.tsx';

type Speed = NonNullable<NonNullable<CompressionResult['report']>['speed']>;

/** Tokens a second, time to the first token and memory, both models measured in turn. */
export function SpeedFigures({ speed }: { speed: Speed }) {
  const t = useTranslations('compression.report');
  const format = useFormat();
  const { before, after, engine, prompts, newTokens } = speed;
  const hint = t(`speedHint.${engine}`, {
    prompts: format.number(prompts),
    tokens: format.number(newTokens),
  });
  const change = (
    from: number,
    to: number,
    more: 'faster' | 'longer' | 'larger',
    less: 'slower' | 'shorter' | 'smaller',
  ) => {
    const share = to / from - 1;
    const shown = format.percent(Math.abs(share));
    return shown === format.percent(0) ? t('same') : t(share > 0 ? more : less, { share: shown });
  };
  const tone = (gain: number) => (gain > 0.05 ? 'good' : gain < -0.05 ? 'bad' : 'neutral');
  const milliseconds = (seconds: number) => t('milliseconds', { value: format.number(seconds * 1000, 1) });
  return (
    <>
      <BeforeAfter
        name={t('tokensPerSecond')}
        before={format.number(before.tokensPerSecond, 1)}
        after={format.number(after.tokensPerSecond, 1)}
        change={change(before.tokensPerSecond, after.tokensPerSecond, 'faster', 'slower')}
        tone={tone(after.tokensPerSecond / before.tokensPerSecond - 1)}
        hint={hint}
      />
      <BeforeAfter
        name={t('firstToken')}
        before={milliseconds(before.firstTokenSeconds)}
        after={milliseconds(after.firstTokenSeconds)}
        change={change(before.firstTokenSeconds, after.firstTokenSeconds, 'longer', 'shorter')}
        tone={tone(before.firstTokenSeconds / after.firstTokenSeconds - 1)}
        hint={t('firstTokenHint')}
      />
      <BeforeAfter
        name={t('memory')}
        before={format.bytes(before.memoryBytes)}
        after={format.bytes(after.memoryBytes)}
        change={change(before.memoryBytes, after.memoryBytes, 'larger', 'smaller')}
        tone={tone(before.memoryBytes / after.memoryBytes - 1)}
        hint={t(`memoryHint.${engine}`)}
      />
    </>
  );
}
