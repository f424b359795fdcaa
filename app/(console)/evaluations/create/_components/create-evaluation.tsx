'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { type FieldPath, FormProvider, useForm, useWatch } from 'react-hook-form';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import {
  CopyAs,
  CreatePage,
  DraftNotice,
  FormProblems,
  FormSection,
  SummaryRow,
  TextField,
  UnsavedGuard,
  useFormDraft,
} from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
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
  const errorText = useErrorText();
  const router = useRouter();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState('');
  const resolver = useMemo(() => evaluationResolver((key) => t(key)), [t]);
  const form = useForm<EvaluationFormValues>({ defaultValues: first, resolver });
  const draft = useFormDraft(form, draftKey);
  const values = useWatch({ control: form.control }) as EvaluationFormValues;
  const submit = form.handleSubmit(async (given) => {
    setRefusal('');
    const answer = await createEvaluationAction(CreateEvaluationInput.parse(toRequest(given)));
    if (!answer.ok) {
      for (const { field } of answer.error.fields ?? [])
        form.setError(field as FieldPath<EvaluationFormValues>, {
          type: 'server',
          message: errorText(answer.error),
        });
      setRefusal(errorText(answer.error));
      return;
    }
    draft.clear();
    form.reset(given);
    toast.success(t('created', { name: answer.data.name }));
    void queries.invalidateQueries({ queryKey: ['evaluation', 'list'] });
    router.push(`/evaluations/${answer.data.id}`);
  });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  return (
    <FormProvider {...form}>
      <PageTrail steps={[{ label: t('title') }]} />
      <UnsavedGuard dirty={isDirty && !isSubmitSuccessful} />
      <CreatePage
        title={t('title')}
        description={t('description')}
        notice={
          <>
            <DraftNotice draft={draft} />
            <FormProblems labels={useFieldNames(values)} />
          </>
        }
        summary={<Summary values={values} />}
        footer={
          <>
            {refusal ? (
              <p role="alert" className="text-danger">
                {refusal}
              </p>
            ) : null}
            <Button type="submit" size="lg" pending={isSubmitting}>
              {t('submit')}
            </Button>
            <CopyAs
              request={() => ({ method: 'POST', path: '/api/v1/evaluations', body: toRequest(values) })}
            />
          </>
        }
        onSubmit={submit}
      >
        <FormSection title={t('task')}>
          <TextField<EvaluationFormValues> name="name" label={t('name')} most={64} hint={t('nameHint')} />
        </FormSection>
        <TargetFields />
        <BenchmarkFields />
        {values.source === 'tasks' ? null : <JudgeFields />}
        <PlaceFields />
      </CreatePage>
    </FormProvider>
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
