'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { ErrorState } from '#components/states/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CallSummary, CallSums } from '#lib/contracts/calls.ts';
import type { CallFilterState } from './use-call-filter.ts';
import { useCalls } from './use-calls.ts';

const successRate = ({ calls, failures }: CallSums): number | null =>
  calls === 0 ? null : (calls - failures) / calls;

/** What matters of the range in figures, each beside the range before. */
export function CallTotals({ filter }: { filter: CallFilterState }) {
  const t = useTranslations('calls');
  const format = useFormat();
  const query = useCalls<CallSummary>(filter, '/summary');
  const { data } = query;
  if (query.error && !data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const show = (read: (sums: CallSums) => number | null, write: (value: number) => string) => {
    const value = data ? read(data.sums) : null;
    const before = data?.before ? read(data.before) : null;
    return {
      value: value === null ? '—' : write(value),
      before: before === null ? t('noBefore') : t('before', { value: write(before) }),
    };
  };
  const milliseconds = (ms: number) => format.duration(ms / 1000);
  const figures = {
    calls: show((sums) => sums.calls, format.number),
    failures: show((sums) => sums.failures, format.number),
    success: show(successRate, (share) => format.percent(share, 2)),
    promptTokens: show((sums) => sums.promptTokens, format.compact),
    completionTokens: show((sums) => sums.completionTokens, format.compact),
    latency: show((sums) => sums.latency?.p95 ?? null, milliseconds),
    firstToken: show((sums) => sums.firstToken?.p95 ?? null, milliseconds),
  };
  return (
    <dl aria-busy={query.isPending} className="grid grid-cols-2 gap-3 sm:grid-cols-4 xl:grid-cols-7">
      {Object.entries(figures).map(([name, figure]) => (
        <div key={name} className="flex min-w-0 flex-col gap-1 rounded-lg border bg-card px-4 py-3">
          <dt className="truncate text-muted-foreground text-xs">{t(`figure.${name}`)}</dt>
          <dd className="truncate font-semibold text-lg tabular-nums">
            {query.isPending ? <Skeleton className="h-7 w-16" /> : figure.value}
          </dd>
          <dd className="truncate text-muted-foreground text-xs tabular-nums">
            {query.isPending ? <Skeleton className="h-4 w-24" /> : figure.before}
          </dd>
        </div>
      ))}
    </dl>
  );
}
