'use client';

import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, memo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Textarea } from '#components/ui/textarea.tsx';
import { Hint } from '#components/ui/tooltip.tsx';
import { type AnswerActions, AnswerView } from './answer-view.tsx';
import { SiblingSwitch } from './sibling-switch.tsx';
import type { ChatTurn } from './use-chat.ts';

export interface TurnActions extends AnswerActions {
  edit: (turn: ChatTurn, text: string) => void;
  showQuestion: (id: string) => void;
}

const GRIDS = ['', '', 'md:grid-cols-2', 'md:grid-cols-2 xl:grid-cols-3', 'md:grid-cols-2 2xl:grid-cols-4'];

/** A question and its answers, side by side when several were asked. */
export const TurnView = memo(
  function TurnView({
    turn,
    waking,
    blocked,
    actions,
  }: {
    turn: ChatTurn;
    /** Ids of services that have to be started first. */
    waking: ReadonlySet<string>;
    /** Why nothing can be asked now. */
    blocked: string | undefined;
    actions: TurnActions;
  }) {
    return (
      <div className="chat-turn flex flex-col gap-4">
        <Question turn={turn} blocked={blocked} actions={actions} />
        <div className={cn('grid min-w-0 grid-cols-1 gap-4', GRIDS[turn.answers.length])}>
          {turn.answers.map((answer) => (
            <div
              key={answer.lane}
              className={cn('min-w-0', turn.answers.length > 1 && 'rounded-lg border bg-card p-3')}
            >
              <AnswerView
                message={answer}
                attempts={turn.attempts.get(answer.lane) ?? []}
                waking={waking.has(answer.answer?.settings.serviceId ?? '')}
                retryBlocked={blocked}
                actions={actions}
              />
            </div>
          ))}
        </div>
      </div>
    );
  },
  // A turn is made anew with every change of the tree: what it shows tells whether it differs.
  (a, b) =>
    a.blocked === b.blocked &&
    a.waking === b.waking &&
    a.actions === b.actions &&
    a.turn.question === b.turn.question &&
    a.turn.siblings.length === b.turn.siblings.length &&
    a.turn.answers.length === b.turn.answers.length &&
    a.turn.answers.every(
      (answer, at) =>
        answer === b.turn.answers[at] &&
        a.turn.attempts.get(answer.lane)?.length === b.turn.attempts.get(answer.lane)?.length,
    ),
);

function Question({
  turn,
  blocked,
  actions,
}: {
  turn: ChatTurn;
  blocked: string | undefined;
  actions: TurnActions;
}) {
  const t = useTranslations('playground.question');
  const [text, setText] = useState<string | null>(null);
  const { question, siblings } = turn;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text === null || text.trim() === '' || blocked) return;
    setText(null);
    actions.edit(turn, text);
  };
  if (text !== null)
    return (
      <form onSubmit={send} className="flex flex-col gap-2 self-end md:w-4/5">
        <Textarea
          autoFocus
          value={text}
          aria-label={t('edit')}
          className="field-sizing-content max-h-[50dvh]"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setText(null);
          }}
        />
        <div className="flex items-center justify-end gap-2">
          <span className="mr-auto text-muted-foreground text-xs">{t('branches')}</span>
          <Button variant="ghost" onClick={() => setText(null)}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabledReason={blocked ?? (text.trim() === '' ? t('blank') : undefined)}>
            {t('send')}
          </Button>
        </div>
      </form>
    );
  return (
    <div className="group flex max-w-full flex-col items-end gap-0.5 self-end">
      <div
        data-slot="question"
        className="max-w-[min(40rem,100%)] whitespace-pre-wrap break-words rounded-xl bg-primary-soft px-3.5 py-2 leading-relaxed"
      >
        {question.content}
      </div>
      <div className="flex items-center">
        <SiblingSwitch
          ids={siblings}
          current={question.id}
          label={t('versions')}
          onShow={actions.showQuestion}
        />
        <Hint text={t('edit')}>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t('edit')}
            className="text-muted-foreground"
            onClick={() => setText(question.content)}
          >
            <Pencil />
          </Button>
        </Hint>
      </div>
    </div>
  );
}
