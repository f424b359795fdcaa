import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';

/** A question and its expected answer, above what each model said. */
export function QuestionCard({
  number,
  source,
  question,
  expected,
  expectedLabel,
  children,
}: {
  number: string;
  /** Where the question is from, if they come from several places. */
  source?: string | null;
  question: string;
  expected: string;
  expectedLabel: string;
  children: ReactNode;
}) {
  return (
    <li className="overflow-hidden rounded-lg border bg-card">
      <div className="flex gap-3 border-b px-4 py-3">
        <span className="shrink-0 font-mono text-muted-foreground text-xs leading-6 tabular-nums">
          {number}
        </span>
        <div className="min-w-0 flex-1">
          {source ? (
            <p className="mb-0.5 truncate font-mono text-muted-foreground text-xs">{source}</p>
          ) : null}
          <p className="max-h-40 overflow-y-auto whitespace-pre-wrap break-words">{question}</p>
          <p className="mt-1.5 break-words">
            <span className="mr-2 text-muted-foreground text-xs">{expectedLabel}</span>
            <span className="whitespace-pre-wrap font-medium">{expected}</span>
          </p>
        </div>
      </div>
      <div className="grid gap-px bg-border [grid-template-columns:repeat(auto-fit,minmax(16rem,1fr))]">
        {children}
      </div>
    </li>
  );
}

/** What one model said, marked right or wrong. */
export function AnswerCell({
  correct,
  mark,
  who,
  note,
  text,
  empty,
  children,
}: {
  correct: boolean;
  /** The mark in words. */
  mark: string;
  who: string;
  note?: ReactNode;
  text: string;
  /** Shown in the place of an empty answer. */
  empty: string;
  children?: ReactNode;
}) {
  const Mark = correct ? Check : X;
  return (
    <div className="flex min-w-0 flex-col gap-1 bg-card px-4 py-2.5">
      <span className="flex items-center gap-2 text-xs">
        <Mark
          role="img"
          aria-label={mark}
          className={`size-4 shrink-0 ${correct ? 'text-success' : 'text-danger'}`}
        />
        <span className="truncate text-muted-foreground">{who}</span>
        {note}
      </span>
      <p className="max-h-48 overflow-y-auto whitespace-pre-wrap break-words">
        {text || <span className="text-muted-foreground">{empty}</span>}
      </p>
      {children}
    </div>
  );
}
