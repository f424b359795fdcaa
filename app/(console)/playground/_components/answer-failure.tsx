'use client';

import { CircleX, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { ChatFailure } from '#lib/contracts/playground.ts';

/** Why an answer failed: code, reason, and what can be done next. */
export function AnswerFailure({
  failure,
  endedAt,
  retryBlocked,
  onRetry,
  onChooseService,
}: {
  failure: ChatFailure;
  /** Milliseconds. */
  endedAt: number;
  retryBlocked: string | undefined;
  onRetry: () => void;
  onChooseService: () => void;
}) {
  const t = useTranslations('playground.failure');
  const left = useSecondsLeft(endedAt, failure.retryAfterSeconds);
  const key = failure.code.replaceAll('.', '_');
  const known = t.has(`codes.${key}.title`);
  return (
    <section
      role="alert"
      className="flex flex-col gap-2 rounded-lg border border-danger/40 bg-destructive-soft/40 p-3"
    >
      <p className="flex flex-wrap items-center gap-2 font-medium">
        <CircleX aria-hidden className="size-4 shrink-0 text-danger" />
        {known ? t(`codes.${key}.title`) : t('title')}
        <code className="font-mono font-normal text-muted-foreground text-xs">{failure.code}</code>
      </p>
      <p className="break-words text-muted-foreground">
        {known ? t('said', { message: failure.message }) : failure.message}
      </p>
      <p className="break-words">{known ? t(`codes.${key}.next`) : t('next')}</p>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="outline"
          size="sm"
          disabledReason={left > 0 ? t('wait', { seconds: left }) : retryBlocked}
          onClick={onRetry}
        >
          <RotateCcw />
          {left > 0 ? t('retryIn', { seconds: left }) : t('retry')}
        </Button>
        <Button variant="ghost" size="sm" onClick={onChooseService}>
          {t('otherService')}
        </Button>
        {failure.requestId ? (
          <span className="text-muted-foreground text-xs">
            {t('request')} <code className="font-mono">{failure.requestId}</code>
          </span>
        ) : null}
      </div>
    </section>
  );
}

function useSecondsLeft(endedAt: number, seconds: number | null): number {
  const until = endedAt + (seconds ?? 0) * 1000;
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (seconds === null) return;
    const look = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [until, seconds]);
  return left;
}
