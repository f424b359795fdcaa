'use client';

import { useTranslations } from 'next-intl';
import { usePlaceText } from '#components/cluster/use-place-text.ts';
import { usePools } from '#components/cluster/use-pools.ts';
import { PlanFindings, SummaryRow } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { EngineStrip } from '#components/job/engine-strip.tsx';
import { useReasonText } from '#components/job/reason.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { TuningPlan } from '#lib/contracts/tuning.ts';
import { useFindingText } from './finding-text.ts';
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
  const placeText = usePlaceText();
  const text = useFindingText();
  const pool = usePools().data?.items.find((each) => each.id === values.poolId);
  const flavor = pool?.flavors.find((each) => each.id === values.flavor);
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
      <SummaryRow label={t('place')}>
        {flavor
          ? `${placeText.flavor(flavor)}${(values.instances ?? 1) > 1 ? ` × ${values.instances}` : ''}`
          : '—'}
      </SummaryRow>
      {plan.memory ? (
        <SummaryRow label={t('memory')}>
          {t('memoryOf', {
            needed: format.bytes(plan.memory.neededBytes),
            available: format.bytes(plan.memory.availableBytes),
          })}
        </SummaryRow>
      ) : null}
      <Time plan={plan} />
      <SummaryRow label={t('price')}>
        {plan.price === null
          ? '—'
          : plan.price.fenPerHour === 0
            ? t('free')
            : t('priceRange', {
                lower: format.money(plan.price.lowerFen),
                upper: format.money(plan.price.upperFen),
              })}
      </SummaryRow>
      <Queue plan={plan} />
      <ProbeLine plan={plan} values={values} />
      <EngineStrip clusterId={pool?.clusterId} compact />
      <PlanFindings
        area="tuning.plan"
        blockers={plan.blockers.map((each) => ({ ...each, text: text.blocker(each) }))}
        warnings={plan.warnings
          .filter(({ code }) => !SHOWN_ABOVE.has(code))
          .map((each) => ({ ...each, text: text.warning(each) }))}
        onJump={onJump}
      />
    </div>
  );
}

function Time({ plan }: { plan: TuningPlan }) {
  const t = useTranslations('tuning.plan');
  const format = useFormat();
  const { time } = plan;
  if (!time) return <SummaryRow label={t('time')}>{t('timeUnknown')}</SummaryRow>;
  const [low, high] = time.tokensPerSecond;
  return (
    <div className="flex flex-col gap-0.5">
      <SummaryRow label={t('time')}>
        {t('timeRange', {
          lower: format.duration(time.lowerSeconds),
          upper: format.duration(time.upperSeconds),
        })}
      </SummaryRow>
      <p className="text-right text-muted-foreground text-xs">
        {t(`timeSource.${time.source}`, { low: format.compact(low), high: format.compact(high) })}
      </p>
    </div>
  );
}

function Queue({ plan }: { plan: TuningPlan }) {
  const t = useTranslations('tuning.plan');
  const reasons = useReasonText();
  const { capacity } = plan;
  if (!capacity) return null;
  const atOnce = capacity.fits && capacity.ahead === 0 && capacity.blocker === null;
  return (
    <div className="flex flex-col gap-0.5">
      <SummaryRow label={t('queue')}>
        {atOnce ? t('atOnce') : t('ahead', { count: capacity.ahead })}
      </SummaryRow>
      {capacity.blocker ? (
        <p className="text-right text-muted-foreground text-xs">
          {reasons.byCode(capacity.blocker.code, capacity.blocker.message)}
        </p>
      ) : null}
    </div>
  );
}
