'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { CreateForm, FormSection, SummaryRow, TextField } from '#components/form/index.ts';
import { CreateEvaluationInput } from '#lib/contracts/evaluations.ts';
import { createEvaluationAction } from '../../actions.ts';
import type { Start } from '../start-of.ts';
import { BenchmarkFields } from './benchmark-fields.tsx';
import { type EvaluationFormValues, evaluationResolver, toRequest } from './evaluation-form.ts';
import { JudgeFields } from './judge-fields.tsx';
import { PlaceFields } from './place-fields.tsx';
import { TargetFields } from './target-fields.tsx';

/** The page that starts an evaluation, empty or from another one. */
export function CreateEvaluation({ values: first, draftKey }: Start) {
  const t = useTranslations('evaluations.form');
  const router = useRouter();
  const queries = useQueryClient();
  const resolver = useMemo(() => evaluationResolver((key) => t(key)), [t]);
  const form = useForm<EvaluationFormValues>({ defaultValues: first, resolver });
  const values = useWatch({ control: form.control }) as EvaluationFormValues;
  return (
    <CreateForm<EvaluationFormValues>
      area="evaluations"
      form={form}
      draftKey={draftKey}
      fieldNames={useFieldNames(values)}
      request={() => ({ method: 'POST', path: '/api/v1/evaluations', body: toRequest(values) })}
      create={(given) => createEvaluationAction(CreateEvaluationInput.parse(toRequest(given)))}
      onMade={({ id }) => {
        void queries.invalidateQueries({ queryKey: ['evaluation', 'list'] });
        router.push(`/evaluations/${id}`);
      }}
      summary={() => <Summary values={values} />}
    >
      <FormSection title={t('task')}>
        <TextField<EvaluationFormValues>
          name="name"
          label={t('name')}
          most={64}
          hint={t(values.source === 'tasks' ? 'taskNameHint' : 'nameHint')}
        />
      </FormSection>
      <TargetFields />
      <BenchmarkFields />
      {values.source === 'tasks' ? null : <JudgeFields />}
      <PlaceFields />
    </CreateForm>
  );
}

function Summary({ values }: { values: EvaluationFormValues }) {
  const t = useTranslations('evaluations.form');
  const text = useMetricText();
  const chosen = values.targets.filter((target) => target.id !== null);
  const tasks = values.source === 'tasks';
  return (
    <>
      <SummaryRow label={t('targets')}>
        {chosen.length === 0 ? '—' : chosen.map((target) => target.label || target.id).join(t('comma'))}
      </SummaryRow>
      {tasks ? (
        <SummaryRow label={t('tasks')}>{values.harness.tasks.join(t('comma')) || '—'}</SummaryRow>
      ) : (
        <>
          <SummaryRow label={t('dataset')}>{values.datasetName || '—'}</SummaryRow>
          <SummaryRow label={t('metrics')}>
            {values.metrics.length === 0 ? '—' : values.metrics.map(text.name).join(t('comma'))}
          </SummaryRow>
        </>
      )}
      {values.judge.on && !tasks ? (
        <SummaryRow label={t('judge')}>{values.judge.label || '—'}</SummaryRow>
      ) : null}
      <p className="text-muted-foreground text-xs leading-relaxed">{t('summaryHint')}</p>
    </>
  );
}

function useFieldNames(values: EvaluationFormValues): Record<string, string> {
  const t = useTranslations('evaluations.form');
  return {
    name: t('name'),
    'targets.root': t('targets'),
    ...Object.fromEntries(
      values.targets.map((_target, n) => [`targets.${n}.id`, t('target', { number: n + 1 })]),
    ),
    datasetVersionId: t('dataset'),
    'harness.folder': t('taskFolder'),
    'harness.tasks': t('tasks'),
    'harness.fewShot': t('fewShot'),
    'harness.limit': t('limit'),
    'harness.batchSize': t('batchSize'),
    metrics: t('metrics'),
    'judge.serviceId': t('judgeService'),
    'judge.rubric': t('rubric'),
    maxNewTokens: t('maxNewTokens'),
    seed: t('seed'),
    poolId: t('pool'),
    flavor: t('flavor'),
  };
}
