'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { type FieldPath, type FieldValues, FormProvider, type UseFormReturn } from 'react-hook-form';
import { useErrorText } from '#components/permission/error-text.ts';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ActionResult } from '#lib/contracts/action-result.ts';
import { CreatePage } from './create-page.tsx';
import { DraftNotice } from './draft-notice.tsx';
import { FormFooter } from './form-footer.tsx';
import { FormProblems } from './form-problems.tsx';
import type { RestRequest } from './request-code.ts';
import { UnsavedGuard } from './unsaved-guard.tsx';
import { useFormDraft } from './use-form-draft.ts';

type Made = { id: string; name: string };

/** The page that makes something: drafts, a refusal beside its field, a summary that follows. */
export function CreateForm<V extends FieldValues>({
  area,
  form,
  draftKey,
  title,
  notice,
  fieldNames,
  fieldOf = (path) => path as FieldPath<V>,
  request,
  create,
  onRefused,
  onMade,
  summary,
  onJump,
  children,
}: {
  /** Whose `form` messages it speaks: title, description, submit, created. */
  area: 'tuning' | 'compression' | 'evaluations' | 'services';
  form: UseFormReturn<V>;
  draftKey: string;
  /** Another than the area's own. */
  title?: string;
  /** Above the form, after the line about a restored draft. */
  notice?: ReactNode;
  /** What the fields are called, for the list of those that need a change. */
  fieldNames: Record<string, string>;
  /** The field that a path of the request belongs to. */
  fieldOf?: (path: string) => FieldPath<V>;
  /** The REST request that the form stands for now. */
  request: () => RestRequest;
  create: (given: V) => Promise<ActionResult<Made>>;
  /** Where there is a plan: asks it again what else stands in the way. */
  onRefused?: () => Promise<unknown>;
  onMade: (made: Made) => void;
  summary: (jump: (field: string) => void) => ReactNode;
  /** Before a field is shown, such as to unfold its part. */
  onJump?: ((field: string) => void) | undefined;
  children: ReactNode;
}) {
  const t = useTranslations(`${area}.form`);
  const errorText = useErrorText();
  const [refusal, setRefusal] = useState('');
  const draft = useFormDraft(form, draftKey);
  const jump = (field: string) => {
    const values: { modelId?: unknown } = form.getValues();
    const name = field === 'modelVersionId' && !values.modelId ? 'modelId' : field;
    onJump?.(name);
    // After a folded part is in the page.
    requestAnimationFrame(() => {
      const place = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
      place?.scrollIntoView({ block: 'center', behavior: 'smooth' });
      place?.querySelector<HTMLElement>('input,textarea,button,[tabindex]')?.focus({ preventScroll: true });
    });
  };
  const submit = form.handleSubmit(async (given) => {
    setRefusal('');
    const answer = await create(given);
    if (!answer.ok) {
      const message = errorText(answer.error);
      const fields = answer.error.fields ?? [];
      const [first] = fields;
      // Where there is a plan, it says the rest beside their fields once it is asked again.
      for (const { field } of onRefused ? fields.slice(0, 1) : fields)
        form.setError(fieldOf(field), { type: 'server', message });
      setRefusal(message);
      await onRefused?.();
      if (first) jump(fieldOf(first.field));
      return;
    }
    draft.clear();
    form.reset(given);
    toast.success(t('created', { name: answer.data.name }));
    onMade(answer.data);
  });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  return (
    <FormProvider {...form}>
      <PageTrail steps={[{ label: t('title') }]} />
      <UnsavedGuard dirty={isDirty && !isSubmitSuccessful} />
      <CreatePage
        title={title ?? t('title')}
        description={t('description')}
        notice={
          <>
            <DraftNotice draft={draft} />
            {notice}
            <FormProblems labels={fieldNames} />
          </>
        }
        summary={summary(jump)}
        footer={
          <FormFooter refusal={refusal} submit={t('submit')} pending={isSubmitting} request={request} />
        }
        onSubmit={submit}
      >
        {children}
      </CreatePage>
    </FormProvider>
  );
}
