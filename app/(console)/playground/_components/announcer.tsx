'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { isUnderWay } from '#lib/contracts/values/playground.ts';
import type { ChatTurn } from './use-chat.ts';

const MOST = 300;

/** Tells screen readers when answers begin and what they said, once: a word at a time would drown the page. */
export function Announcer({ turns }: { turns: readonly ChatTurn[] }) {
  const t = useTranslations('playground.answer');
  const [words, setWords] = useState('');
  const open = useRef(new Set<string>());
  useEffect(() => {
    for (const message of turns.at(-1)?.answers ?? []) {
      const { answer } = message;
      if (!answer) continue;
      if (isUnderWay(answer.state)) {
        if (!open.current.has(message.id)) setWords(t('begins', { name: answer.serviceName }));
        open.current.add(message.id);
      } else if (open.current.delete(message.id))
        setWords(t('ends', { name: answer.serviceName, text: message.content.slice(0, MOST) }));
    }
  }, [turns, t]);
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
