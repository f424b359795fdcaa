'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { cn } from '#components/ui/cn.ts';
import { Hint } from '#components/ui/tooltip.tsx';
import type { JobState } from '#lib/contracts/job-state.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { STATE_LOOK } from './state-look.ts';

export interface StateChange {
  state: JobState;
  /** RFC 3339 instant at which the state began. */
  at: string;
}

/** A thin bar of the states gone through, each as wide as it was long (at least a sliver). Oldest first. */
export function StateTimeline({ changes, now }: { changes: readonly StateChange[]; now?: string }) {
  const t = useTranslations('status');
  const format = useFormat();
  const end = now ? new Date(now).getTime() : Date.now();
  const spans = changes.map((change, index) => {
    const from = new Date(change.at).getTime();
    const next = changes[index + 1];
    const until = next ? new Date(next.at).getTime() : isFinal(change.state) ? from : end;
    return { ...change, seconds: Math.max(0, (until - from) / 1000) };
  });
  const whole = spans.reduce((sum, span) => sum + span.seconds, 0) || 1;
  return (
    <ol aria-label={t('history')} className="flex h-6 w-full items-center gap-0.5">
      {spans.map((span) => {
        const name = t(`state.${span.state}`);
        const words =
          span.seconds > 0
            ? t('lasted', { state: name, duration: format.duration(span.seconds) })
            : t('since', { state: name, time: format.exact(span.at) });
        return (
          <li
            key={`${span.at}-${span.state}`}
            className="flex h-full min-w-6 items-center"
            style={{ flexGrow: span.seconds / whole, flexBasis: 0 }}
          >
            <Hint text={`${words} · ${format.exact(span.at)}`}>
              <button
                type="button"
                aria-label={words}
                suppressHydrationWarning
                className="flex h-6 w-full items-center"
              >
                <span className={cn('h-1.5 w-full rounded-full', STATE_LOOK[span.state].bar)} />
              </button>
            </Hint>
          </li>
        );
      })}
    </ol>
  );
}
