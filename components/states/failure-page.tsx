'use client';

import { CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { keyboardScrollable } from '#components/ui/scrollable.ts';

export interface FailureView {
  code: string;
  /** `user`: the person can change something; `system`: the platform has to. */
  kind: 'user' | 'system';
  /** One sentence. */
  message: string;
  /** What was seen, in the words of the program that saw it. */
  detail?: string | null;
  advice?: string | null;
}

/** Why something failed and what to do: code, sentence, cause, next step, the log lines around it. */
export function FailurePage({
  failure,
  title,
  action,
  logs,
}: {
  failure: FailureView;
  title: string;
  /** The next step as a button. */
  action?: ReactNode;
  /** The lines around the failure, oldest first. */
  logs?: readonly { n: number; text: string }[];
}) {
  const t = useTranslations('states');
  return (
    <section aria-label={title} className="overflow-hidden rounded-lg border border-danger/40">
      <div className="flex flex-col gap-3 p-4">
        <div className="flex flex-wrap items-center gap-2">
          <CircleX aria-hidden className="size-4 text-danger" />
          <h2 className="font-semibold">{title}</h2>
          <code className="font-mono text-muted-foreground text-xs">{failure.code}</code>
          <Badge variant={failure.kind === 'user' ? 'warning' : 'neutral'}>
            {failure.kind === 'user' ? t('failureUser') : t('failureSystem')}
          </Badge>
        </div>
        <p className="whitespace-pre-wrap break-words">{failure.message}</p>
        {failure.detail ? (
          <div>
            <h3 className="font-medium text-muted-foreground text-xs">{t('seen')}</h3>
            <p className="whitespace-pre-wrap break-words">{failure.detail}</p>
          </div>
        ) : null}
        {failure.advice ? (
          <div>
            <h3 className="font-medium text-muted-foreground text-xs">{t('next')}</h3>
            <p className="whitespace-pre-wrap break-words">{failure.advice}</p>
          </div>
        ) : null}
        {action ? <div className="flex flex-wrap gap-2">{action}</div> : null}
      </div>
      {logs && logs.length > 0 ? (
        <div className="border-t bg-surface p-3">
          <h3 className="mb-1.5 font-medium text-muted-foreground text-xs">{t('logs')}</h3>
          <pre {...keyboardScrollable} className="overflow-x-auto font-mono text-xs leading-5">
            {logs.map((line) => `${String(line.n + 1).padStart(6)}  ${line.text}`).join('\n')}
          </pre>
        </div>
      ) : null}
    </section>
  );
}
