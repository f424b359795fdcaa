'use client';

import { useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { type FieldPath, FormProvider, type UseFormReturn } from 'react-hook-form';
import {
  CopyAs,
  CreatePage,
  DraftNotice,
  FormProblems,
  UnsavedGuard,
  useFormDraft,
} from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ActionResult } from '#lib/contracts/action-result.ts';
import type { JobLink } from '#lib/contracts/jobs.ts';
import type { JobFormValues } from './job-form.ts';
import { type JobPlan, PlanProvider } from './plan-context.tsx';
import type { JobArea } from './use-finding-text.ts';
import { planKey } from './use-job-plan.ts';

/** Where a form begins. */
export interface JobStart<V> {
  values: V;
  /** Names the draft; a form that begins from something else is another draft. */
  draftKey: string;
  /** What the cloned run read and is gone since. */
  gone: readonly JobLink[];
  cloneOf: string | null;
}

/** The page that starts a job: drafts, refusals beside their fields, a summary that follows. */
export function CreateJob<V extends JobFormValues>({
  area,
  form,
  start: { draftKey, gone, cloneOf },
  plan,
  fieldNames,
  request,
  create,
  summary,
  onJump,
  children,
}: {
  area: JobArea;
  form: UseFormReturn<V>;
  start: JobStart<V>;
  plan: JobPlan | undefined;
  /** What the fields are called, for the list of those that need a change. */
  fieldNames: Record<string, string>;
  /** The REST request that the form stands for now. */
  request: () => unknown;
  create: (given: V) => Promise<ActionResult<{ id: string; name: string }>>;
  summary: (jump: (field: string) => void) => ReactNode;
  /** Before a field is shown, such as to unfold its part. */
  onJump?: (field: string) => void;
  children: ReactNode;
}) {
  const t = useTranslations(`${area}.form`);
  const shared = useTranslations('tuning.form');
  const errorText = useErrorText();
  const router = useRouter();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState('');
  const draft = useFormDraft(form, draftKey);
  const jump = (field: string) => {
    const name = field === 'modelVersionId' && !form.getValues().modelId ? 'modelId' : field;
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
      for (const { field } of fields) form.setError(field as FieldPath<V>, { type: 'server', message });
      setRefusal(message);
      await queries.invalidateQueries({ queryKey: planKey(area) });
      if (fields[0]) jump(fields[0].field);
      return;
    }
    draft.clear();
    form.reset(given);
    toast.success(t('created', { name: answer.data.name }));
    void queries.invalidateQueries({ queryKey: ['job', 'list'] });
    router.push(`/${area}/${answer.data.id}`);
  });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  return (
    <FormProvider {...form}>
      <PlanProvider area={area} plan={plan}>
        <PageTrail steps={[{ label: t('title') }]} />
        <UnsavedGuard dirty={isDirty && !isSubmitSuccessful} />
        <CreatePage
          title={cloneOf ? t('cloneTitle', { name: cloneOf }) : t('title')}
          description={t('description')}
          notice={
            <>
              <DraftNotice draft={draft} />
              {gone.length > 0 ? (
                <p role="status" className="flex gap-2 rounded-lg bg-warning-soft px-3 py-2 text-warning">
                  <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                  {shared('gone', {
                    things: gone.map(({ kind }) => shared(`goneKind.${kind}`)).join(shared('comma')),
                  })}
                </p>
              ) : null}
              <FormProblems labels={fieldNames} />
            </>
          }
          summary={summary(jump)}
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
              <CopyAs request={() => ({ method: 'POST', path: `/api/v1/${area}-jobs`, body: request() })} />
            </>
          }
          onSubmit={submit}
        >
          {children}
        </CreatePage>
      </PlanProvider>
    </FormProvider>
  );
}
