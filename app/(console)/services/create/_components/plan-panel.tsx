'use client';

import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePlaceText } from '#components/cluster/use-place-text.ts';
import { usePools } from '#components/cluster/use-pools.ts';
import { SummaryRow } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { EngineStrip } from '#components/job/engine-strip.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ServicePlan } from '#lib/contracts/service-plan.ts';
import { useFindingText } from './plan-context.tsx';
import { fieldOf, type ServiceFormValues } from './service-form.ts';

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
  if (!plan) return <Skeleton className="h-64 w-full" />;
  const number = (value: number | null) => (value === null ? '—' : format.figure(value));
  const instances =
    values.scaling === 'fixed'
      ? number(values.instances)
      : `${number(values.minInstances)} – ${number(values.maxInstances)}`;
  return (
    <div className={cn('flex flex-col gap-3 transition-opacity', behind && 'opacity-70')} aria-busy={behind}>
      <SummaryRow label={s('model')}>{values.modelName || '—'}</SummaryRow>
      <SummaryRow label={t('callName')}>
        <code className="font-mono text-xs">{values.callName.trim() || values.name.trim() || '—'}</code>
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
      <Findings plan={plan} onJump={onJump} />
    </div>
  );
}

/** What is still to fill in, what stands in the way and what is worth knowing; each leads to its field. */
function Findings({ plan, onJump }: { plan: ServicePlan; onJump: (field: string) => void }) {
  const t = useTranslations('services.plan');
  const text = useFindingText();
  const missing = plan.blockers.filter(({ code }) => code === 'missing');
  const wrong = plan.blockers.filter(({ code }) => code !== 'missing');
  const warnings = plan.warnings.filter(({ code }) => code !== 'price.free');
  const line = (finding: ServicePlan['warnings'][number] | ServicePlan['blockers'][number]) => (
    <li key={`${finding.field}-${finding.code}`}>
      {finding.field ? (
        <button
          type="button"
          onClick={() => onJump(fieldOf(finding.field ?? ''))}
          className="min-h-6 rounded-sm text-left underline-offset-2 hover:underline"
        >
          {text(finding)}
        </button>
      ) : (
        text(finding)
      )}
    </li>
  );
  return (
    <div role="status" className="flex flex-col gap-2">
      {wrong.length > 0 ? (
        <div className="rounded-lg bg-destructive-soft p-3 text-danger">
          <p className="mb-1 flex items-center gap-1.5 font-medium">
            <CircleAlert aria-hidden className="size-4" />
            {t('blocked')}
          </p>
          <ul className="ml-5 list-disc text-xs">{wrong.map(line)}</ul>
        </div>
      ) : null}
      {warnings.length > 0 ? (
        <div className="rounded-lg bg-warning-soft p-3 text-warning">
          <p className="mb-1 font-medium">{t('warnings')}</p>
          <ul className="ml-5 list-disc text-xs">{warnings.map(line)}</ul>
        </div>
      ) : null}
      {missing.length > 0 ? (
        <div className="rounded-lg border p-3">
          <p className="mb-1 flex items-center gap-1.5 font-medium">
            <CircleDashed aria-hidden className="size-4 text-muted-foreground" />
            {t('missing', { count: missing.length })}
          </p>
          <ul className="ml-5 list-disc text-muted-foreground text-xs">{missing.map(line)}</ul>
        </div>
      ) : null}
      {plan.blockers.length === 0 ? (
        <p className="flex items-center gap-1.5 text-success">
          <CircleCheck aria-hidden className="size-4" />
          {t('ready')}
        </p>
      ) : null}
    </div>
  );
}
