'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import {
  CreatePage,
  DraftNotice,
  FormFooter,
  FormProblems,
  UnsavedGuard,
  useFormDraft,
} from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { TemplateSummary } from '#lib/contracts/templates.ts';
import { createModelAction } from '../../actions.ts';
import { firstValues, formField, isPreparing, modelFormResolver, problemsOf, toInput } from './model-form.ts';
import { ModelSections } from './model-sections.tsx';
import { ModelSummaryPanel } from './model-summary-panel.tsx';

/** While the platform's own weights are being prepared. */
const LOOK_AGAIN_MS = 2000;

/** The page that makes a model; with `goOn` it leads on to tuning or deploying when the model is ready. */
export function CreateModel({
  templates,
  chosen,
  goOn,
}: {
  templates: TemplateSummary[];
  chosen: string | null;
  goOn: 'tuning' | 'services' | null;
}) {
  const t = useTranslations('models');
  const errorText = useErrorText();
  const router = useRouter();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState('');
  const say = useMemo(() => (key: string) => t(key), [t]);
  const templateOf = (slug: string | null) => templates.find((card) => card.slug === slug);
  const form = useForm({
    defaultValues: firstValues(templateOf(chosen)),
    resolver: modelFormResolver(say, templateOf),
  });
  const draft = useFormDraft(form, chosen ? `model-new-${chosen}` : 'model-new');
  const values = useWatch({ control: form.control }) as ReturnType<typeof firstValues>;
  const template = templateOf(values.template);
  const problems = problemsOf(values, say, template);
  const preparing = isPreparing(template);
  useEffect(() => {
    if (!preparing) return;
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [preparing, router]);

  const submit = form.handleSubmit(async (given) => {
    setRefusal('');
    const answer = await createModelAction(toInput(given));
    if (!answer.ok) {
      const field = formField(answer.error.fields?.[0]?.field ?? '');
      if (field) form.setError(field, { message: errorText(answer.error) }, { shouldFocus: true });
      else setRefusal(errorText(answer.error));
      return;
    }
    draft.clear();
    form.reset(given);
    toast.success(t('form.created', { name: answer.data.name }));
    void queries.invalidateQueries({ queryKey: ['model', 'list'] });
    const version = answer.data.versions[0];
    router.push(
      goOn && version?.state === 'ready'
        ? `/${goOn}/create?modelVersionId=${version.id}`
        : `/models/${answer.data.id}`,
    );
  });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  return (
    <FormProvider {...form}>
      <PageTrail steps={[{ label: t('form.title') }]} />
      <UnsavedGuard dirty={isDirty && !isSubmitSuccessful} />
      <CreatePage
        title={t('form.title')}
        description={t('form.description')}
        notice={
          <>
            <DraftNotice draft={draft} />
            <FormProblems
              labels={{
                template: t('form.source'),
                name: t('name'),
                description: t('form.descriptionLabel'),
                weights: t('form.weights'),
                uri: t('form.path'),
              }}
            />
          </>
        }
        summary={<ModelSummaryPanel values={values} template={template} problems={problems} />}
        footer={
          <FormFooter
            refusal={refusal}
            submit={t('form.submit')}
            pending={isSubmitting}
            request={() => ({ method: 'POST', path: '/api/v1/models', body: toInput(values) })}
          />
        }
        onSubmit={submit}
      >
        <ModelSections templates={templates} template={template} />
      </CreatePage>
    </FormProvider>
  );
}
