'use client';

import { useTranslations } from 'next-intl';
import { SummaryRow } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import {
  Findings,
  FlavorRow,
  MemoryRow,
  PriceRow,
  QueueRow,
  TimeRow,
} from '#components/job-form/plan-rows.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { TuningPlan } from '#lib/contracts/tuning.ts';
import { ProbeLine } from './probe-line.tsx';
import type { TuningFormValues } from './tuning-form.ts';

/** The rows above say these: the price, the measurement that would help, the queue. */
const SHOWN_ABOVE: ReadonlySet<string> = new Set(['price.free', 'estimate.unknown', 'pool.busy']);

/** What the run will take, how long, what it costs and what stands in its way; follows while the person types. */
export function PlanPanel({
  plan,
  behind,
  values,
  onJump,
}: {
  plan: TuningPlan | undefined;
  /** The form has moved on since this plan. */
  behind: boolean;
  values: TuningFormValues;
  onJump: (field: string) => void;
}) {
  const t = useTranslations('tuning.plan');
  const methods = useTranslations('tuning.method');
  const format = useFormat();
  const number = (value: number | null | undefined) => (value == null ? '—' : format.number(value));
  if (!plan) return <Skeleton className="h-64 w-full" />;
  return (
    <div className={cn('flex flex-col gap-3 transition-opacity', behind && 'opacity-70')} aria-busy={behind}>
      <SummaryRow label={t('model')}>{values.modelName || '—'}</SummaryRow>
      <SummaryRow label={t('method')}>{methods(values.method)}</SummaryRow>
      <SummaryRow label={t('dataset')}>{values.datasetName || '—'}</SummaryRow>
      <SummaryRow label={t('samples')}>{number(plan.samples)}</SummaryRow>
      <SummaryRow label={t('steps')}>
        {plan.steps === null
          ? '—'
          : t('stepsEpochs', { steps: format.number(plan.steps), epochs: format.number(plan.epochs ?? 0) })}
      </SummaryRow>
      <FlavorRow values={values} instances={values.instances ?? 1} />
      <MemoryRow plan={plan} />
      <Time time={plan.time} />
      <PriceRow plan={plan} />
      <QueueRow plan={plan} />
      <ProbeLine plan={plan} values={values} />
      <Findings area="tuning" plan={plan} poolId={values.poolId} shownAbove={SHOWN_ABOVE} onJump={onJump} />
    </div>
  );
}

function Time({ time }: Pick<TuningPlan, 'time'>) {
  const t = useTranslations('tuning.plan');
  const format = useFormat();
  if (!time) return <TimeRow time={null} />;
  const [low, high] = time.tokensPerSecond;
  return (
    <div className="flex flex-col gap-0.5">
      <TimeRow time={time} />
      <p className="text-right text-muted-foreground text-xs">
        {t(`timeSource.${time.source}`, { low: format.compact(low), high: format.compact(high) })}
      </p>
    </div>
  );
}
