'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { type TurnActions, TurnView } from './turn-view.tsx';
import type { ChatTurn } from './use-chat.ts';

const SHOWN = 20;

/** The branch on show. A long one begins near its end: every text above would cost time before anyone reads it. */
export function TurnList({
  turns,
  waking,
  blocked,
  actions,
  asking,
}: {
  turns: readonly ChatTurn[];
  waking: ReadonlySet<string>;
  blocked: string | undefined;
  actions: TurnActions;
  /** A question on its way. */
  asking: string | null;
}) {
  const t = useTranslations('playground');
  const [more, setMore] = useState(0);
  const hidden = Math.max(0, turns.length - SHOWN - more);
  return (
    <div className="flex flex-col gap-6">
      {hidden > 0 ? (
        <Button variant="outline" size="sm" className="self-center" onClick={() => setMore(more + SHOWN)}>
          {t('earlier', { count: hidden })}
        </Button>
      ) : null}
      {turns.slice(hidden).map((turn) => (
        <TurnView key={turn.question.id} turn={turn} waking={waking} blocked={blocked} actions={actions} />
      ))}
      {asking !== null ? (
        <div aria-busy="true" className="flex flex-col gap-4">
          <div className="max-w-[min(40rem,100%)] self-end whitespace-pre-wrap break-words rounded-xl bg-primary-soft px-3.5 py-2 leading-relaxed">
            {asking}
          </div>
          <Skeleton className="h-5 w-32" />
        </div>
      ) : null}
    </div>
  );
}
