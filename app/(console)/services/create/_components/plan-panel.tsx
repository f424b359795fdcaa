'use client';

import { useTranslations } from 'next-intl';
import { usePlaceText } from '#components/cluster/use-place-text.ts';
import { usePools } from '#components/cluster/use-pools.ts';
import { type PlanFinding, PlanFindings, SummaryRow } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { EngineStrip } from '#components/job/engine-strip.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ServicePlan } from '#lib/contracts/service-plan.ts';
import { useFindingText } from './plan-context.tsx';
import { fieldOf, type ServiceFormValues } from './service-form.ts';

type Finding = ServicePlan['warnings'][number] | ServicePlan['blockers'][number];

/** What the service will take, carry and cost, and what stands in its way; follows while the person types. */
export function PlanPanel({
  plan,
  behind,
  values,
  onJump,
}: {
  plan: ServicePlan | undefined;
  /** The form has moved on since this plan. */
  behind: boolean;
  values: ServiceFormValues;
  onJump: (field: string) => void;
}) {
  const t = useTranslations('services.plan');
  const s = useTranslations('services');
  const format = useFormat();
  const place = usePlaceText();
  const pool = usePools().data?.items.find((each) => each.id === values.poolId);
  const flavor = pool?.flavors.find((each) => each.id === values.flavor);
  const text = useFindingText();
  const shown = (finding: Finding): PlanFinding => ({
    code: finding.code,
    field: finding.field === null ? null : fieldOf(finding.field),
    text: text(finding),
  });
  if (!plan) return <Skeleton className="h-64 w-full" />;
  const number = (value: number | null) => (value === null ? '—' : format.figure(value));
  const callName = values.callName.trim() || values.name.trim();
  const instances =
    values.scaling === 'fixed'
      ? number(values.instances)
      : `${number(values.minInstances)} – ${number(values.maxInstances)}`;
  return (
    <div className={cn('flex flex-col gap-3 transition-opacity', behind && 'opacity-70')} aria-busy={behind}>
      <SummaryRow label={s('model')}>{values.modelName || '—'}</SummaryRow>
      <SummaryRow label={t('callName')}>
        {callName ? <code className="font-mono text-xs">{callName}</code> : '—'}
      </SummaryRow>
      <SummaryRow label={t('flavor')}>{flavor ? place.flavor(flavor) : '—'}</SummaryRow>
      <SummaryRow label={s('instances')}>{instances}</SummaryRow>
      <SummaryRow label={s('totalQps')}>{number(plan.totalQps)}</SummaryRow>
      <SummaryRow label={t('maxLength')}>
        {plan.maxLength === null ? '—' : t('tokens', { count: format.number(plan.maxLength) })}
      </SummaryRow>
      <SummaryRow label={t('memory')}>
        {plan.neededBytes === null ? '—' : format.bytes(plan.neededBytes)}
      </SummaryRow>
      <SummaryRow label={s('price')}>
        {plan.fenPerHour === null
          ? '—'
          : plan.fenPerHour === 0
            ? s('free')
            : t('upTo', { price: format.money(plan.fenPerHour) })}
      </SummaryRow>
      <EngineStrip clusterId={pool?.clusterId} compact />
      <PlanFindings
        area="services.plan"
        blockers={plan.blockers.map(shown)}
        warnings={plan.warnings.filter(({ code }) => code !== 'price.free').map(shown)}
        onJump={onJump}
      />
    </div>
  );
}
