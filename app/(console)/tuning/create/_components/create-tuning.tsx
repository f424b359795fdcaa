'use client';

import { useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { type FieldPath, FormProvider, useForm, useWatch } from 'react-hook-form';
import {
  CopyAs,
  CreatePage,
  DraftNotice,
  FormProblems,
  FormSection,
  TextAreaField,
  TextField,
  UnsavedGuard,
  useFormDraft,
} from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import { CreateTuningJobInput, MAX_TASK_DESCRIPTION } from '#lib/contracts/tuning.ts';
import { createTuningAction } from '../../actions.ts';
import type { Start } from '../start-of.ts';
import { DatasetFields, OutputFields } from './data-fields.tsx';
import { type EpochsHint, HyperFields } from './hyper-fields.tsx';
import { isAdvanced, NUMBERS } from './hyper-spec.ts';
import { ModelFields } from './model-fields.tsx';
import { PlaceFields } from './place-fields.tsx';
import { FieldHint, PlanProvider } from './plan-context.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { type TuningFormValues, toRequest, tuningResolver } from './tuning-form.ts';
import { usePlan, useRecommended } from './use-plan.ts';

/** The page that starts a tuning, empty or from another run. */
export function CreateTuning({
  values: first,
  draftKey,
  gone,
  cloneOf,
  epochsHint,
}: Start & { epochsHint: EpochsHint }) {
  const t = useTranslations('tuning');
  const f = useTranslations('tuning.form');
  const errorText = useErrorText();
  const router = useRouter();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState('');
  const [advanced, setAdvanced] = useState(false);
  const resolver = useMemo(() => tuningResolver((key, values) => t(key, values)), [t]);
  const form = useForm<TuningFormValues>({ defaultValues: first, resolver });
  const draft = useFormDraft(form, draftKey);
  const values = useWatch({ control: form.control }) as TuningFormValues;
  const plan = usePlan(values);
  const recommended = useRecommended(values);
  const fieldNames = useFieldNames();

  const jump = (field: string) => {
    const name = field === 'modelVersionId' && !values.modelId ? 'modelId' : field;
    if (isAdvanced(name)) setAdvanced(true);
    // After the folded part is in the page.
    requestAnimationFrame(() => {
      const place = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
      place?.scrollIntoView({ block: 'center', behavior: 'smooth' });
      place?.querySelector<HTMLElement>('input,textarea,button,[tabindex]')?.focus({ preventScroll: true });
    });
  };
  const submit = form.handleSubmit(async (given) => {
    setRefusal('');
    const input = CreateTuningJobInput.parse(toRequest(given));
    const answer = await createTuningAction(input);
    if (!answer.ok) {
      const fields = answer.error.fields ?? [];
      for (const { field } of fields)
        form.setError(field as FieldPath<TuningFormValues>, {
          type: 'server',
          message: errorText(answer.error),
        });
      setRefusal(errorText(answer.error));
      await queries.invalidateQueries({ queryKey: ['tuning-plan'] });
      if (fields[0]) jump(fields[0].field);
      return;
    }
    draft.clear();
    form.reset(given);
    toast.success(f('created', { name: answer.data.name }));
    void queries.invalidateQueries({ queryKey: ['job', 'list'] });
    router.push(`/tuning/${answer.data.id}`);
  });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  return (
    <FormProvider {...form}>
      <PlanProvider plan={plan.data}>
        <PageTrail steps={[{ label: f('title') }]} />
        <UnsavedGuard dirty={isDirty && !isSubmitSuccessful} />
        <CreatePage
          title={cloneOf ? f('cloneTitle', { name: cloneOf }) : f('title')}
          description={f('description')}
          notice={
            <>
              <DraftNotice draft={draft} />
              {gone.length > 0 ? (
                <p role="status" className="flex gap-2 rounded-lg bg-warning-soft px-3 py-2 text-warning">
                  <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                  {f('gone', { things: gone.map(({ kind }) => f(`goneKind.${kind}`)).join(f('comma')) })}
                </p>
              ) : null}
              <FormProblems labels={fieldNames} />
            </>
          }
          summary={<PlanPanel plan={plan.data} behind={plan.behind} values={values} onJump={jump} />}
          footer={
            <>
              {refusal ? (
                <p role="alert" className="text-danger">
                  {refusal}
                </p>
              ) : null}
              <Button type="submit" size="lg" pending={isSubmitting}>
                {f('submit')}
              </Button>
              <CopyAs
                request={() => ({ method: 'POST', path: '/api/v1/tuning-jobs', body: toRequest(values) })}
              />
            </>
          }
          onSubmit={submit}
        >
          <FormSection title={f('task')}>
            <TextField<TuningFormValues>
              name="name"
              label={f('name')}
              most={64}
              hint={<FieldHint field="name">{f('nameHint')}</FieldHint>}
            />
            <TextAreaField<TuningFormValues>
              name="description"
              label={f('descriptionLabel')}
              optional
              rows={2}
              most={MAX_TASK_DESCRIPTION}
            />
          </FormSection>
          <ModelFields />
          <DatasetFields />
          <HyperFields
            recommended={recommended}
            epochsHint={epochsHint}
            advanced={advanced}
            onAdvanced={setAdvanced}
          />
          <PlaceFields />
          <OutputFields />
        </CreatePage>
      </PlanProvider>
    </FormProvider>
  );
}

/** What the fields are called, for the list of those that need a change. */
function useFieldNames(): Record<string, string> {
  const f = useTranslations('tuning.form');
  const names = useTranslations('tuning.hyper');
  return useMemo(
    () => ({
      name: f('name'),
      description: f('descriptionLabel'),
      modelVersionId: f('modelLabel'),
      method: f('method'),
      outputModelName: f('outputModel'),
      datasetVersionId: f('datasetLabel'),
      outputWeights: f('outputWeights'),
      keepLogs: f('logFolder'),
      poolId: f('pool'),
      flavor: f('flavor'),
      instances: f('instances'),
      autoStopHours: f('autoStopHours'),
      ...Object.fromEntries(NUMBERS.map(({ name }) => [`hyperparameters.${name}`, names(name)])),
    }),
    [f, names],
  );
}
