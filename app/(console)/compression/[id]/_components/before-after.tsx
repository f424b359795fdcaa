import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';

const TONE = { good: 'text-success', bad: 'text-warning', neutral: 'text-muted-foreground' };

/** One figure before and after, what became of it, and how it was measured. */
export function BeforeAfter({
  name,
  before,
  after,
  change,
  tone = 'neutral',
  hint,
}: {
  name: string;
  before: string;
  after: string;
  change: string;
  tone?: keyof typeof TONE;
  hint: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-lg border bg-card p-4">
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="flex flex-col gap-1.5">
        <span className="flex flex-wrap items-baseline gap-x-2 font-mono tabular-nums">
          <span className="text-muted-foreground">{before} →</span>
          <span className="font-semibold text-lg">{after}</span>
        </span>
        <span className={cn('font-medium', TONE[tone])}>{change}</span>
        <span className="text-muted-foreground text-xs leading-relaxed">{hint}</span>
      </dd>
    </div>
  );
}
