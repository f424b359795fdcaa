'use client';

import { useTranslations } from 'next-intl';
import { memo, useEffect, useState } from 'react';
import { type LiveAnswer, useLiveAnswer } from '#components/chat/live-answers.ts';
import { Markdown } from '#components/chat/markdown.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from '#components/ui/collapsible.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { ChatMessage } from '#lib/contracts/playground.ts';
import { isUnderWay } from '#lib/contracts/values/playground.ts';

/** An answer's thoughts and text: as they come, or as they were kept. Only this part is drawn with every token. */
export const AnswerBody = memo(function AnswerBody({
  message,
  waking,
}: {
  message: ChatMessage;
  /** The service has to be started first. */
  waking: boolean;
}) {
  const t = useTranslations('playground.answer');
  const live = useLiveAnswer(message.id);
  const open = message.answer !== null && isUnderWay(message.answer.state);
  const { content, reasoning } = live && live.pieces > 0 ? live : message;
  const blank = content === '' && reasoning === '';
  return (
    <div aria-busy={open || undefined} className="flex min-w-0 flex-col gap-2">
      {reasoning ? (
        <Thoughts text={reasoning} going={open && content === ''} ms={message.answer?.reasoningMs ?? null} />
      ) : null}
      {content ? <Markdown text={content} growing={open} /> : null}
      {open && blank ? <Waiting live={live} waking={waking} /> : null}
      {!open && blank && message.answer?.state === 'done' ? (
        <p className="text-muted-foreground">{t('blank')}</p>
      ) : null}
    </div>
  );
});

function Thoughts({ text, going, ms }: { text: string; going: boolean; ms: number | null }) {
  const t = useTranslations('playground.answer');
  const format = useFormat();
  const time = ms === null ? null : format.number(ms / 1000, 1);
  return (
    <Collapsible className="text-muted-foreground">
      <CollapsibleTrigger className="text-xs">
        {going ? t('thinking') : time ? t('thoughtFor', { seconds: time }) : t('thoughts')}
        {going ? <Spinner className="size-3" /> : null}
      </CollapsibleTrigger>
      <CollapsibleContent className="mt-1 whitespace-pre-wrap break-words border-l-2 pl-3 text-xs leading-relaxed">
        {text}
      </CollapsibleContent>
    </Collapsible>
  );
}

function Waiting({ live, waking }: { live: LiveAnswer | null; waking: boolean }) {
  const t = useTranslations('playground.answer');
  const [seconds, setSeconds] = useState(0);
  const startedAt = live?.startedAt;
  useEffect(() => {
    if (startedAt === undefined) return;
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - startedAt) / 1000)), 1000);
    return () => clearInterval(timer);
  }, [startedAt]);
  const words = live === null ? t('elsewhere') : waking ? t('waking', { seconds }) : t('waiting');
  return (
    <p className="flex items-center gap-2 text-muted-foreground">
      <Spinner className="size-3.5" />
      {words}
    </p>
  );
}
