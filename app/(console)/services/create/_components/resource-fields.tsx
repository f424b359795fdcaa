'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { usePlaceText } from '#components/cluster/use-place-text.ts';
import { usePools } from '#components/cluster/use-pools.ts';
import { FormSection, NumberField, RadioCardsField, SelectField } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { Button } from '#components/ui/button.tsx';
import { MAX_INSTANCES } from '#lib/contracts/values/services.ts';
import { ScalingFields } from '../../_components/scaling-fields.tsx';
import { FieldHint, usePlanned } from './plan-context.tsx';
import type { ServiceFormValues } from './service-form.ts';

/** Where it runs, on how much, and how many calls it takes. */
export function ResourceFields() {
  const t = useTranslations('services.form');
  const format = useFormat();
  const place = usePlaceText();
  const { control } = useFormContext<ServiceFormValues>();
  const poolId = useWatch({ control, name: 'poolId' });
  const scaling = useWatch({ control, name: 'scaling' });
  const pools = usePools();
  const pool = pools.data?.items.find((each) => each.id === poolId);
  return (
    <FormSection title={t('resources')}>
      <SelectField<ServiceFormValues>
        name="poolId"
        label={t('pool')}
        hint={<FieldHint field="poolId" />}
        options={(pools.data?.items ?? []).map((each) => ({ value: each.id, label: place.pool(each) }))}
      />
      {pool && pool.flavors.length > 0 ? (
        <RadioCardsField<ServiceFormValues>
          name="flavor"
          label={t('flavor')}
          hint={<FieldHint field="flavor" />}
          options={pool.flavors.map((each) => ({
            value: each.id,
            label: place.flavor(each),
            description:
              each.fenPerHour === 0 ? t('free') : t('perHour', { price: format.money(each.fenPerHour) }),
          }))}
        />
      ) : (
        <p className="text-muted-foreground">{pools.isPending ? '' : t('noFlavors')}</p>
      )}
      <QpsField />
      <RadioCardsField<ServiceFormValues>
        name="scaling"
        label={t('scaling')}
        options={(['fixed', 'auto'] as const).map((value) => ({
          value,
          label: t(`scalingKind.${value}`),
          description: t(`scalingText.${value}`),
        }))}
      />
      {scaling === 'fixed' ? (
        <NumberField<ServiceFormValues>
          name="instances"
          label={t('instances')}
          min={1}
          max={MAX_INSTANCES}
          hint={<FieldHint field="instances">{t('instancesHint')}</FieldHint>}
        />
      ) : (
        <ScalingFields hint={(field, text) => <FieldHint field={field}>{text}</FieldHint>} />
      )}
    </FormSection>
  );
}

/** 单实例流量限制, with the table's value a click away. */
function QpsField() {
  const t = useTranslations('services.form');
  const format = useFormat();
  const recommended = usePlanned()?.recommendedQps ?? null;
  const { control, setValue } = useFormContext<ServiceFormValues>();
  const typed = useWatch({ control, name: 'qpsPerInstance' });
  return (
    <NumberField<ServiceFormValues>
      name="qpsPerInstance"
      label={t('qpsPerInstance')}
      unit={t('qpsUnit')}
      min={0}
      max={10_000}
      hint={
        <FieldHint field="qpsPerInstance">
          {recommended === null ? (
            t('qpsUnknown')
          ) : (
            <span className="inline-flex flex-wrap items-center gap-2">
              {t('qpsRecommended', { qps: format.figure(recommended) })}
              {typed === recommended ? null : (
                <Button
                  type="button"
                  variant="outline"
                  size="sm"
                  onClick={() =>
                    setValue('qpsPerInstance', recommended, { shouldDirty: true, shouldValidate: true })
                  }
                >
                  {t('qpsUse')}
                </Button>
              )}
            </span>
          )}
        </FieldHint>
      }
    />
  );
}
