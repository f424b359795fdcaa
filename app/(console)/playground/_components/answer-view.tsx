'use client';

import { Check, Code, Copy, RotateCcw, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useCopy } from '#components/format/use-copy.ts';
import { Button } from '#components/ui/button.tsx';
import { Hint } from '#components/ui/tooltip.tsx';
import type { ChatMessage } from '#lib/contracts/playground.ts';
import { isUnderWay } from '#lib/contracts/values/playground.ts';
import { AnswerBody } from './answer-body.tsx';
import { AnswerFailure } from './answer-failure.tsx';
import { AnswerFigures } from './answer-figures.tsx';
import { SiblingSwitch } from './sibling-switch.tsx';

export interface AnswerActions {
  retry: (questionId: string, lane: number) => void;
  stop: (id: string) => void;
  show: (questionId: string, lane: number, id: string) => void;
  code: (questionId: string, answerId: string) => void;
  chooseService: () => void;
}

/** One answer: who gave it, what it says, its figures and what can be done with it. */
export const AnswerView = memo(function AnswerView({
  message,
  attempts,
  waking,
  retryBlocked,
  actions,
}: {
  message: ChatMessage;
  /** In this column, oldest first. */
  attempts: readonly string[];
  waking: boolean;
  retryBlocked: string | undefined;
  actions: AnswerActions;
}) {
  const t = useTranslations('playground.answer');
  const { copied, copy } = useCopy();
  const facts = message.answer;
  const question = message.parents[0] ?? '';
  if (!facts) return null;
  const open = isUnderWay(facts.state);
  const retry = () => actions.retry(question, message.lane);
  const endedAt = Date.parse(message.createdAt) + (facts.durationMs ?? 0);
  return (
    <article
      data-answer={facts.state}
      aria-label={t('from', { name: facts.serviceName })}
      className="flex min-w-0 flex-col gap-2"
    >
      <p className="truncate font-medium text-muted-foreground text-xs">{facts.serviceName}</p>
      <AnswerBody message={message} waking={waking} />
      {facts.state === 'stopped' ? (
        <p className="text-muted-foreground text-xs">■ {t(`stopped.${facts.stopReason ?? 'person'}`)}</p>
      ) : null}
      {facts.finishReason === 'length' ? (
        <p className="text-warning text-xs">
          {t('length', { count: facts.settings.parameters.max_tokens ?? 0 })}
        </p>
      ) : null}
      {facts.failure ? (
        <AnswerFailure
          failure={facts.failure}
          endedAt={endedAt}
          retryBlocked={retryBlocked}
          onRetry={retry}
          onChooseService={actions.chooseService}
        />
      ) : null}
      <footer className="flex min-h-7 flex-wrap items-center gap-x-1 gap-y-0.5">
        {open ? (
          <Button variant="ghost" size="sm" onClick={() => actions.stop(message.id)}>
            <Square className="size-3 fill-current" />
            {t('stop')}
          </Button>
        ) : (
          <>
            <SiblingSwitch
              ids={attempts}
              current={message.id}
              label={t('attempts')}
              onShow={(id) => actions.show(question, message.lane, id)}
            />
            <Hint text={copied ? t('copied') : t('copy')}>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={copied ? t('copied') : t('copy')}
                onClick={() => void copy(message.content)}
              >
                {copied ? <Check className="text-success" /> : <Copy />}
              </Button>
            </Hint>
            {retryBlocked ? (
              <Button variant="ghost" size="icon-sm" aria-label={t('retry')} disabledReason={retryBlocked}>
                <RotateCcw />
              </Button>
            ) : (
              <Hint text={t('retry')}>
                <Button variant="ghost" size="icon-sm" aria-label={t('retry')} onClick={retry}>
                  <RotateCcw />
                </Button>
              </Hint>
            )}
            <Hint text={t('code')}>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t('code')}
                onClick={() => actions.code(question, message.id)}
              >
                <Code />
              </Button>
            </Hint>
            <span className="ml-1">
              <AnswerFigures facts={facts} />
            </span>
          </>
        )}
      </footer>
    </article>
  );
});
