'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { LazyHint } from '#components/ui/tooltip.tsx';
import { answerSpeed } from '#lib/chat/answer-speed.ts';
import type { AnswerFacts } from '#lib/contracts/playground.ts';

/** Under an answer: tokens, first-token time, speed, total time. */
export function AnswerFigures({ facts }: { facts: AnswerFacts }) {
  const t = useTranslations('playground.figures');
  const format = useFormat();
  const { promptTokens, completionTokens, firstTokenMs, durationMs, exactTokens } = facts;
  const seconds = (ms: number) => t('seconds', { value: format.number(ms / 1000, ms < 10_000 ? 2 : 1) });
  const about = exactTokens ? '' : '≈';
  const speed = answerSpeed(facts);
  const parts = [
    promptTokens === null ? null : t('in', { count: format.number(promptTokens) }),
    completionTokens === null ? null : t('out', { count: `${about}${format.number(completionTokens)}` }),
    firstTokenMs === null ? null : t('first', { time: seconds(firstTokenMs) }),
    speed === null ? null : t('speed', { value: `${about}${format.number(speed, speed < 100 ? 1 : 0)}` }),
    durationMs === null ? null : t('total', { time: seconds(durationMs) }),
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return (
    <LazyHint text={exactTokens ? t('exact') : t('estimated')}>
      <p
        data-slot="figures"
        className="flex flex-wrap gap-x-2.5 gap-y-0.5 font-mono text-muted-foreground text-xs tabular-nums"
      >
        {parts.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </p>
    </LazyHint>
  );
}
