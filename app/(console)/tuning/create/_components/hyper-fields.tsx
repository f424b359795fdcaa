'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormSection, NumberField, RadioCardsField, SelectField } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { FieldHint, usePlanned } from '#components/job-form/plan-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from '#components/ui/collapsible.tsx';
import type { TuneHyperparameters } from '#lib/contracts/agent/index.ts';
import { boundsOf, NUMBERS, type NumberName, SCHEDULERS } from './hyper-spec.ts';
import { emptyNumbers, type TuningFormValues } from './tuning-form.ts';

export interface EpochsHint {
  hundreds: number[];
  thousands: number[];
  more: number[];
}

/** Every hyperparameter: what is left empty takes the recommended value, which stands in its place. */
export function HyperFields({
  recommended,
  epochsHint,
  advanced,
  onAdvanced,
}: {
  recommended: TuneHyperparameters | null;
  epochsHint: EpochsHint;
  advanced: boolean;
  onAdvanced: (open: boolean) => void;
}) {
  const t = useTranslations('tuning.form');
  const { control, setValue } = useFormContext<TuningFormValues>();
  const lengthBy = useWatch({ control, name: 'lengthBy' });
  const method = useWatch({ control, name: 'method' });
  const given = useWatch({ control, name: 'hyperparameters' });
  const numbers = (group: (typeof NUMBERS)[number]['group']) =>
    NUMBERS.filter((spec) => spec.group === group).map(({ name }) => (
      <HyperNumber key={name} name={name} recommended={recommended?.[name]} />
    ));
  const own =
    given.packing !== 'recommended' ||
    given.scheduler !== 'recommended' ||
    NUMBERS.some(({ name }) => given[name] !== null);
  return (
    <FormSection title={t('hyperparameters')} description={t('hyperparametersHint')}>
      <RadioCardsField<TuningFormValues>
        name="lengthBy"
        label={t('length')}
        options={[
          { value: 'iterations', label: t('byIterations'), description: t('byIterationsHint') },
          { value: 'epochs', label: t('byEpochs'), description: t('byEpochsHint') },
        ]}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <HyperNumber
          key={lengthBy}
          name={lengthBy}
          recommended={recommended?.[lengthBy]}
          extra={<EpochsAdvice hint={epochsHint} />}
        />
        {numbers('basic')}
        <SelectField<TuningFormValues>
          name="hyperparameters.packing"
          label={t('packing')}
          hint={t('packingHint')}
          options={[
            { value: 'recommended', label: t('recommendedOn') },
            { value: 'on', label: t('on') },
            { value: 'off', label: t('off') },
          ]}
        />
        {method === 'lora' ? numbers('lora') : null}
      </div>
      <Collapsible open={advanced} onOpenChange={onAdvanced}>
        <div className="flex items-center justify-between gap-3">
          <CollapsibleTrigger>{t('advanced')}</CollapsibleTrigger>
          {own ? (
            <Button
              variant="ghost"
              size="sm"
              onClick={() =>
                setValue(
                  'hyperparameters',
                  { ...emptyNumbers(), packing: 'recommended', scheduler: 'recommended' },
                  { shouldDirty: true },
                )
              }
            >
              {t('allRecommended')}
            </Button>
          ) : null}
        </div>
        <CollapsibleContent className="pt-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <SchedulerField recommended={recommended?.scheduler} />
            {numbers('advanced')}
          </div>
        </CollapsibleContent>
      </Collapsible>
    </FormSection>
  );
}

function HyperNumber({
  name,
  recommended,
  extra,
}: {
  name: NumberName;
  recommended: number | undefined;
  extra?: ReactNode;
}) {
  const t = useTranslations('tuning.form');
  const names = useTranslations('tuning.hyper');
  const hints = useTranslations('tuning.hyperHint');
  const { control, setValue } = useFormContext<TuningFormValues>();
  const field = `hyperparameters.${name}` as const;
  const value = useWatch({ control, name: field });
  const { min, max } = boundsOf(name);
  return (
    <NumberField<TuningFormValues>
      name={field}
      label={names(name)}
      min={min}
      max={name === 'seed' ? undefined : max}
      placeholder={
        recommended === undefined ? undefined : t('recommendedValue', { value: String(recommended) })
      }
      hint={
        <FieldHint field={field}>
          {hints(name)}
          {extra}
          {recommended !== undefined && value !== null && value !== recommended ? (
            <button
              type="button"
              className="ml-1 min-h-6 rounded-sm text-link hover:underline"
              onClick={() => setValue(field, null, { shouldDirty: true, shouldValidate: true })}
            >
              {t('useRecommended', { value: String(recommended) })}
            </button>
          ) : null}
        </FieldHint>
      }
    />
  );
}

function SchedulerField({ recommended }: { recommended: string | undefined }) {
  const t = useTranslations('tuning.form');
  const names = useTranslations('tuning.scheduler');
  return (
    <SelectField<TuningFormValues>
      name="hyperparameters.scheduler"
      label={t('scheduler')}
      hint={t('schedulerHint')}
      options={[
        {
          value: 'recommended',
          label: t('recommendedValue', { value: names(recommended ?? 'cosine') }),
        },
        ...SCHEDULERS.map((value) => ({ value, label: names(value) })),
      ]}
    />
  );
}

/** How often a dataset of this size is worth seeing. */
function EpochsAdvice({ hint }: { hint: EpochsHint }) {
  const t = useTranslations('tuning.form');
  const format = useFormat();
  const samples = usePlanned()?.samples;
  if (!samples) return null;
  const [low, high] = samples < 1000 ? hint.hundreds : samples < 10_000 ? hint.thousands : hint.more;
  return (
    <span className="ml-1">
      {t('epochsAdvice', { samples: format.number(samples), low: low ?? 1, high: high ?? 1 })}
    </span>
  );
}
