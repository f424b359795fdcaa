'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { usePlaceText } from '#components/cluster/use-place-text.ts';
import { usePools } from '#components/cluster/use-pools.ts';
import { FormSection, NumberField, RadioCardsField, SelectField } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import type { Flavor } from '#lib/contracts/clusters.ts';
import { AutoStopFields } from './auto-stop-fields.tsx';
import type { JobFormValues } from './job-form.ts';
import { FieldHint, type JobPlan, usePlanned } from './plan-context.tsx';

type Values = JobFormValues & { instances?: number | null };

/** Where it runs, on how much, and for how long at most. */
export function PlaceFields({
  several = false,
  children,
}: {
  /** It can run on more than one instance. */
  several?: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations('tuning.form');
  const format = useFormat();
  const place = usePlaceText();
  const plan = usePlanned();
  const { control } = useFormContext<Values>();
  const poolId = useWatch({ control, name: 'poolId' });
  const flavor = useWatch({ control, name: 'flavor' });
  const instances = useWatch({ control, name: 'instances' }) ?? 1;
  const pools = usePools();
  const pool = pools.data?.items.find((each) => each.id === poolId);
  const current = pool?.flavors.find((each) => each.id === flavor);
  return (
    <FormSection title={t('place')}>
      <SelectField<Values>
        name="poolId"
        label={t('pool')}
        hint={<FieldHint field="poolId">{pools.data?.total === 0 ? t('noPools') : null}</FieldHint>}
        options={(pools.data?.items ?? []).map((each) => ({
          value: each.id,
          label: place.pool(each),
        }))}
      />
      {pool && pool.flavors.length > 0 ? (
        <RadioCardsField<Values>
          name="flavor"
          label={t('flavor')}
          hint={<FieldHint field="flavor" />}
          options={pool.flavors.map((each) => ({
            value: each.id,
            label: place.flavor(each),
            description:
              each.fenPerHour === 0 ? t('free') : t('perHour', { price: format.money(each.fenPerHour) }),
            disabledReason:
              each.id === flavor ? undefined : whyNot(each, current, plan, instances, t, format.bytes),
          }))}
        />
      ) : (
        <p className="text-muted-foreground">{pools.isPending ? '' : t('noFlavors')}</p>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {several ? (
          <NumberField<Values>
            name="instances"
            label={t('instances')}
            min={1}
            max={1024}
            hint={<FieldHint field="instances">{t('instancesHint')}</FieldHint>}
          />
        ) : null}
        <AutoStopFields hint={several ? t('autoStopHint') : t('autoStopHintPlain')} />
        {children}
      </div>
    </FormSection>
  );
}

/** The plan knows the need on the chosen flavor's kind of device; the others of that kind are judged by it. */
function whyNot(
  flavor: Flavor,
  current: Flavor | undefined,
  plan: JobPlan | undefined,
  instances: number,
  t: (key: string, values: Record<string, string>) => string,
  bytes: (value: number) => string,
): string | undefined {
  const needed = plan?.memory?.neededBytes;
  if (needed === undefined || flavor.kind !== current?.kind) return undefined;
  const available =
    flavor.kind === 'npu'
      ? flavor.resources.cards * (flavor.cardMemoryBytes ?? 0) * instances
      : flavor.resources.memoryBytes;
  return needed > available
    ? t('tooSmall', { needed: bytes(needed), available: bytes(available) })
    : undefined;
}
