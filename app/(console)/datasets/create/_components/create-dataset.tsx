'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import {
  CreatePage,
  DraftNotice,
  FormFooter,
  FormProblems,
  FormSection,
  TextAreaField,
  TextField,
  UnsavedGuard,
  useFormDraft,
} from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { toast } from '#components/ui/toast.tsx';
import { SourceFields } from '../../_components/source-fields.tsx';
import { createDatasetAction } from '../../actions.ts';
import {
  type DatasetFormValues,
  datasetFormResolver,
  FIRST_VALUES,
  problemsOf,
  toInput,
} from './dataset-form.ts';
import { DatasetSummary } from './dataset-summary.tsx';

/** The page that makes a dataset from a file. */
export function CreateDataset() {
  const t = useTranslations('datasets');
  const errorText = useErrorText();
  const router = useRouter();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState('');
  const resolver = useMemo(() => datasetFormResolver((key) => t(key)), [t]);
  const form = useForm<DatasetFormValues>({ defaultValues: FIRST_VALUES, resolver });
  const draft = useFormDraft(form, 'dataset-new');
  const values = useWatch({ control: form.control }) as DatasetFormValues;

  const submit = form.handleSubmit(async (given) => {
    setRefusal('');
    const answer = await createDatasetAction(toInput(given));
    if (!answer.ok) {
      const field = answer.error.fields?.[0]?.field;
      if (field === 'name' || field === 'source' || field === 'format' || field === 'description')
        form.setError(field, { message: errorText(answer.error) }, { shouldFocus: true });
      else setRefusal(errorText(answer.error));
      return;
    }
    draft.clear();
    form.reset(given);
    toast.success(t('form.created', { name: answer.data.name }));
    void queries.invalidateQueries({ queryKey: ['dataset', 'list'] });
    router.push(`/datasets/${answer.data.id}`);
  });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  return (
    <FormProvider {...form}>
      <PageTrail steps={[{ label: t('create') }]} />
      <UnsavedGuard dirty={isDirty && !isSubmitSuccessful} />
      <CreatePage
        title={t('create')}
        description={t('form.description')}
        notice={
          <>
            <DraftNotice draft={draft} />
            <FormProblems
              labels={{
                name: t('name'),
                description: t('descriptionLabel'),
                source: t('form.source'),
                format: t('format'),
              }}
            />
          </>
        }
        summary={<DatasetSummary values={values} problems={problemsOf(values, (key) => t(key))} />}
        footer={
          <FormFooter
            refusal={refusal}
            submit={t('form.submit')}
            pending={isSubmitting}
            request={() => ({ method: 'POST', path: '/api/v1/datasets', body: toInput(values) })}
          />
        }
        onSubmit={submit}
      >
        <FormSection title={t('form.basics')}>
          <TextField<DatasetFormValues> name="name" label={t('name')} hint={t('form.nameHint')} most={64} />
          <TextAreaField<DatasetFormValues>
            name="description"
            label={t('descriptionLabel')}
            optional
            rows={2}
            most={1000}
          />
        </FormSection>
        <SourceFields />
      </CreatePage>
    </FormProvider>
  );
}
