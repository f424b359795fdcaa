'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import {
  CreatePage,
  DraftNotice,
  FormFooter,
  FormProblems,
  FormSection,
  SelectField,
  SummaryRow,
  SwitchField,
  TextAreaField,
  UnsavedGuard,
  useFormDraft,
} from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { PathField } from '#components/storage/path-field.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ModelDetail } from '#lib/contracts/models.ts';
import { MAX_MODEL_DESCRIPTION, MAX_VERSIONS } from '#lib/contracts/values/models.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { createVersionAction } from '../../../../actions.ts';

type Values = { base: string; uri: string | null; description: string; check: boolean };

/** The page that adds a version to a model. */
export function CreateVersion({ model }: { model: ModelDetail }) {
  const t = useTranslations('models');
  const errorText = useErrorText();
  const router = useRouter();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState('');
  const form = useForm<Values>({
    defaultValues: { base: String(model.latestVersion), uri: null, description: '', check: true },
    resolver: (values) => {
      const tooLong = [...values.description].length > MAX_MODEL_DESCRIPTION;
      const errors = {
        ...(values.uri ? {} : { uri: { type: 'custom', message: t('form.pathNeeded') } }),
        ...(tooLong ? { description: { type: 'custom', message: t('form.descriptionTooLong') } } : {}),
      };
      return values.uri && !tooLong ? { values, errors: {} } : { values: {}, errors };
    },
  });
  const draft = useFormDraft(form, `model-version-${model.id}`);
  const values = useWatch({ control: form.control }) as Values;
  const input = (given: Values) => ({
    baseVersion: Number(given.base),
    weights: given.uri ?? '',
    description: given.description,
    check: given.check,
  });
  const submit = form.handleSubmit(async (given) => {
    setRefusal('');
    const answer = await createVersionAction({ modelId: model.id, ...input(given) });
    if (!answer.ok) {
      if (answer.error.fields?.[0]?.field === 'weights')
        form.setError('uri', { message: errorText(answer.error) }, { shouldFocus: true });
      else setRefusal(errorText(answer.error));
      return;
    }
    draft.clear();
    form.reset(given);
    toast.success(t('newVersion.created', { version: versionLabel(answer.data.number) }));
    void queries.invalidateQueries({ queryKey: ['model'] });
    router.push(`/models/${model.id}/versions/${answer.data.number}`);
  });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  const full = model.versionCount >= MAX_VERSIONS ? t('newVersion.full', { max: MAX_VERSIONS }) : undefined;
  return (
    <FormProvider {...form}>
      <PageTrail
        steps={[{ label: model.name, href: `/models/${model.id}` }, { label: t('newVersion.title') }]}
      />
      <UnsavedGuard dirty={isDirty && !isSubmitSuccessful} />
      <CreatePage
        title={t('newVersion.of', { name: model.name })}
        description={t('newVersion.description', { max: MAX_VERSIONS })}
        notice={
          <>
            <DraftNotice draft={draft} />
            <FormProblems
              labels={{ uri: t('newVersion.path'), description: t('newVersion.descriptionLabel') }}
            />
          </>
        }
        summary={
          <>
            <SummaryRow label={t('template')}>{model.templateName}</SummaryRow>
            <SummaryRow label={t('newVersion.base')}>{versionLabel(Number(values.base))}</SummaryRow>
            <SummaryRow label={t('versionCount')}>
              {model.versionCount} / {MAX_VERSIONS}
            </SummaryRow>
            <SummaryRow label={t('form.after')}>
              {t(values.check ? 'form.afterCheck' : 'form.afterReady')}
            </SummaryRow>
          </>
        }
        footer={
          <FormFooter
            refusal={refusal}
            submit={t('newVersion.submit')}
            pending={isSubmitting}
            disabledReason={full}
            request={() => ({
              method: 'POST',
              path: `/api/v1/models/${model.id}/versions`,
              body: input(values),
            })}
          />
        }
        onSubmit={submit}
      >
        <FormSection title={t('form.basics')}>
          <SelectField<Values>
            name="base"
            label={t('newVersion.base')}
            hint={t('newVersion.baseHint')}
            options={model.versions.toReversed().map((version) => ({
              value: String(version.number),
              label: [versionLabel(version.number), version.description].filter(Boolean).join(' · '),
            }))}
          />
          <TextAreaField<Values>
            name="description"
            label={t('newVersion.descriptionLabel')}
            optional
            rows={2}
            most={100}
          />
        </FormSection>
        <FormSection title={t('form.weights')}>
          <PathField<Values>
            name="uri"
            mode="folder"
            label={t('newVersion.path')}
            hint={t('form.pathHint')}
          />
          <SwitchField<Values> name="check" label={t('form.check')} hint={t('form.checkHint')} />
        </FormSection>
      </CreatePage>
    </FormProvider>
  );
}
