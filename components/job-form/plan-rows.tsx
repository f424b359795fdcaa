'use client';

import { useTranslations } from 'next-intl';
import { usePlaceText } from '#components/cluster/use-place-text.ts';
import { usePools } from '#components/cluster/use-pools.ts';
import { PlanFindings, SummaryRow } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { EngineStrip } from '#components/job/engine-strip.tsx';
import { useReasonText } from '#components/job/reason.tsx';
import type { JobFormValues } from './job-form.ts';
import type { JobPlan } from './plan-context.tsx';
import { type JobArea, useFindingText } from './use-finding-text.ts';

export function FlavorRow({ values, instances = 1 }: { values: JobFormValues; instances?: number }) {
  const t = useTranslations('tuning.plan');
  const placeText = usePlaceText();
  const pool = usePools().data?.items.find((each) => each.id === values.poolId);
  const flavor = pool?.flavors.find((each) => each.id === values.flavor);
  return (
    <SummaryRow label={t('place')}>
      {flavor ? `${placeText.flavor(flavor)}${instances > 1 ? ` × ${instances}` : ''}` : '—'}
    </SummaryRow>
  );
}

export function MemoryRow({ plan: { memory } }: { plan: JobPlan }) {
  const t = useTranslations('tuning.plan');
  const format = useFormat();
  if (!memory) return null;
  return (
    <SummaryRow label={t('memory')}>
      {t('memoryOf', {
        needed: format.bytes(memory.neededBytes),
        available: format.bytes(memory.availableBytes),
      })}
    </SummaryRow>
  );
}

export function TimeRow({ time }: { time: { lowerSeconds: number; upperSeconds: number } | null }) {
  const t = useTranslations('tuning.plan');
  const format = useFormat();
  return (
    <SummaryRow label={t('time')}>
      {time
        ? t('timeRange', {
            lower: format.duration(time.lowerSeconds),
            upper: format.duration(time.upperSeconds),
          })
        : t('timeUnknown')}
    </SummaryRow>
  );
}

export function PriceRow({ plan: { price } }: { plan: JobPlan }) {
  const t = useTranslations('tuning.plan');
  const format = useFormat();
  const words = () => {
    if (price === null) return '—';
    if (price.fenPerHour === 0) return t('free');
    return t('priceRange', { lower: format.money(price.lowerFen), upper: format.money(price.upperFen) });
  };
  return <SummaryRow label={t('price')}>{words()}</SummaryRow>;
}

export function QueueRow({ plan: { capacity } }: { plan: JobPlan }) {
  const t = useTranslations('tuning.plan');
  const reasons = useReasonText();
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

/** What stands in the way and what is worth knowing, without what the rows above say already. */
export function Findings({
  area,
  plan,
  poolId,
  shownAbove,
  onJump,
}: {
  area: JobArea;
  plan: JobPlan;
  poolId: string | null;
  /** Codes of warnings. */
  shownAbove: ReadonlySet<string>;
  onJump: (field: string) => void;
}) {
  const text = useFindingText(area);
  const pool = usePools().data?.items.find((each) => each.id === poolId);
  return (
    <>
      <EngineStrip clusterId={pool?.clusterId} compact />
      <PlanFindings
        area="tuning.plan"
        blockers={plan.blockers.map((each) => ({ ...each, text: text.blocker(each) }))}
        warnings={plan.warnings
          .filter(({ code }) => !shownAbove.has(code))
          .map((each) => ({ ...each, text: text.warning(each) }))}
        onJump={onJump}
      />
    </>
  );
}
