'use client';

import { ArrowUp, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { MAX_QUESTION_CHARACTERS } from '#lib/contracts/values/playground.ts';

const draftKey = (id: string | null) => `studio-playground-draft-${id ?? 'new'}`;

/** The question in the making. Enter sends, Shift+Enter breaks the line; drafts survive a reload. */
export function Composer({
  conversationId,
  input,
  sending,
  blocked,
  onSend,
  onStop,
}: {
  conversationId: string | null;
  input: RefObject<HTMLTextAreaElement | null>;
  sending: boolean;
  /** Why nothing can be asked now. */
  blocked: string | undefined;
  onSend: (text: string) => Promise<boolean>;
  /** Given while answers are under way. */
  onStop: (() => void) | null;
}) {
  const t = useTranslations('playground.composer');
  const [text, setText] = useState('');
  useEffect(() => setText(localStorage.getItem(draftKey(conversationId)) ?? ''), [conversationId]);
  const keep = (next: string) => {
    setText(next);
    if (next === '') localStorage.removeItem(draftKey(conversationId));
    else localStorage.setItem(draftKey(conversationId), next);
  };
  const reason = blocked ?? (text.trim() === '' ? t('empty') : undefined);
  const send = async () => {
    if (reason || sending || onStop) return;
    const sent = text;
    keep('');
    if (!(await onSend(sent))) keep(sent);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter takes its word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <div className="rounded-xl border border-input/60 bg-background p-2 transition-colors focus-within:border-ring">
      <textarea
        ref={input}
        value={text}
        rows={1}
        maxLength={MAX_QUESTION_CHARACTERS}
        aria-label={t('label')}
        placeholder={t('placeholder')}
        onChange={(event) => keep(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content block max-h-[40dvh] min-h-10 w-full resize-none bg-transparent px-2 py-1.5 text-sm leading-relaxed outline-none placeholder:text-muted-foreground"
      />
      <div className="flex items-center justify-between gap-2 pl-2">
        <span className="hidden items-center gap-1 text-muted-foreground text-xs sm:flex">
          <Kbd>Enter</Kbd> {t('sends')} <Kbd>Shift</Kbd> <Kbd>Enter</Kbd> {t('breaks')}
        </span>
        {onStop ? (
          <Button variant="outline" className="ml-auto" onClick={onStop}>
            <Square className="size-3.5 fill-current" />
            {t('stop')}
            <Kbd className="hidden sm:inline-flex">Esc</Kbd>
          </Button>
        ) : (
          <Button className="ml-auto" pending={sending} disabledReason={reason} onClick={() => void send()}>
            <ArrowUp />
            {t('send')}
          </Button>
        )}
      </div>
    </div>
  );
}
