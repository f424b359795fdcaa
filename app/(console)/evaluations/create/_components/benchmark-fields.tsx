'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useController, useWatch } from 'react-hook-form';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { FormSection, NumberField, RadioCardsField } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { DatasetVersionField } from '#components/model/dataset-version-field.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Link } from '#components/ui/link.tsx';
import { USUAL_METRICS } from '#lib/contracts/values/evaluations.ts';
import { EVALUATION_METRICS } from '#lib/contracts/values/metrics.ts';
import type { EvaluationFormValues } from './evaluation-form.ts';
import { TaskFields } from './task-fields.tsx';

/** The questions, and what is measured in the answers. */
export function BenchmarkFields() {
  const t = useTranslations('evaluations.form');
  const tasks = useWatch<EvaluationFormValues, 'source'>({ name: 'source' }) === 'tasks';
  return (
    <>
      <FormSection title={t('benchmark')}>
        <RadioCardsField<EvaluationFormValues>
          name="source"
          label={t('source')}
          options={[
            { value: 'dataset', label: t('sourceDataset'), description: t('sourceDatasetHint') },
            { value: 'tasks', label: t('sourceTasks'), description: t('sourceTasksHint') },
          ]}
        />
        {tasks ? (
          <TaskFields />
        ) : (
          <>
            <DatasetField />
            <NumberField<EvaluationFormValues>
              name="maxNewTokens"
              label={t('maxNewTokens')}
              min={1}
              max={4096}
              hint={t('maxNewTokensHint')}
            />
          </>
        )}
      </FormSection>
      <FormSection title={t('metrics')} description={t(tasks ? 'taskMetricsHint' : 'metricsHint')}>
        {tasks ? null : <MetricsField />}
        <NumberField<EvaluationFormValues>
          name="seed"
          label={t('seed')}
          min={0}
          max={2 ** 31 - 1}
          hint={t(tasks ? 'taskSeedHint' : 'seedHint')}
        />
      </FormSection>
    </>
  );
}

function DatasetField() {
  const t = useTranslations('evaluations.form');
  const format = useFormat();
  return (
    <DatasetVersionField
      label={t('dataset')}
      samples={(count) => t('samples', { count: format.number(count) })}
      hint={(none) =>
        t.rich(none ? 'noDatasets' : 'datasetHint', {
          link: (words) => (
            <Link href="/datasets" target="_blank" className="text-link underline underline-offset-2">
              {words}
            </Link>
          ),
        })
      }
    />
  );
}

function MetricsField() {
  const t = useTranslations('evaluations.form');
  const text = useMetricText();
  const { field, fieldState } = useController<EvaluationFormValues, 'metrics'>({ name: 'metrics' });
  const id = useId();
  return (
    <fieldset data-field="metrics" className="grid gap-3 sm:grid-cols-2">
      <legend className="sr-only">{t('metrics')}</legend>
      {EVALUATION_METRICS.map((metric) => (
        <div key={metric} className="flex gap-2.5">
          <Checkbox
            id={`${id}-${metric}`}
            className="mt-0.5"
            aria-describedby={`${id}-${metric}-help`}
            checked={field.value.includes(metric)}
            onCheckedChange={(on) =>
              field.onChange(
                EVALUATION_METRICS.filter((each) => (each === metric ? on : field.value.includes(each))),
              )
            }
          />
          <div className="min-w-0">
            <label htmlFor={`${id}-${metric}`} className="font-medium">
              {text.name(metric)}
            </label>
            <p id={`${id}-${metric}-help`} className="text-muted-foreground text-xs leading-relaxed">
              {text.help(metric)}
            </p>
          </div>
        </div>
      ))}
      {field.value.some((metric) => !USUAL_METRICS.includes(metric)) ? (
        <p className="text-muted-foreground text-xs leading-relaxed sm:col-span-2">{t('choiceFormat')}</p>
      ) : null}
      {fieldState.error ? (
        <p role="alert" className="text-danger text-xs">
          {fieldState.error.message}
        </p>
      ) : null}
    </fieldset>
  );
}
