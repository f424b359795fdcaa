'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { usePlaceText } from '#components/cluster/use-place-text.ts';
import { usePools } from '#components/cluster/use-pools.ts';
import { FormSection, SelectField } from '#components/form/index.ts';
import { AUTO, type EvaluationFormValues } from './evaluation-form.ts';

/** Where the jobs run; left alone, on the smallest flavor that holds the model. */
export function PlaceFields() {
  const t = useTranslations('evaluations.form');
  const place = usePlaceText();
  const { control } = useFormContext<EvaluationFormValues>();
  const poolId = useWatch({ control, name: 'poolId' });
  const pools = usePools();
  const all = pools.data?.items ?? [];
  const flavors = (all.find((each) => each.id === poolId) ?? all[0])?.flavors ?? [];
  return (
    <FormSection title={t('place')} description={t('placeHint')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField<EvaluationFormValues>
          name="poolId"
          label={t('pool')}
          options={[
            { value: AUTO, label: t('autoPool') },
            ...all.map((each) => ({ value: each.id, label: place.pool(each) })),
          ]}
        />
        <SelectField<EvaluationFormValues>
          name="flavor"
          label={t('flavor')}
          options={[
            { value: AUTO, label: t('autoFlavor') },
            ...flavors.map((each) => ({ value: each.id, label: place.flavor(each) })),
          ]}
        />
      </div>
    </FormSection>
  );
}
