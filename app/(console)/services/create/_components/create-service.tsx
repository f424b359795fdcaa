'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
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
import { CreateServiceInput } from '#lib/contracts/services.ts';
import { createServiceAction } from '../../actions.ts';
import type { Start } from '../start-of.ts';
import { LimitFields, ServerFields } from './more-fields.tsx';
import { PlanProvider } from './plan-context.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { ResourceFields } from './resource-fields.tsx';
import { ServiceFields } from './service-fields.tsx';
import { fieldOf, type ServiceFormValues, serviceResolver, toRequest } from './service-form.ts';
import { useServicePlan } from './use-service-plan.ts';

const NAMED = [
  'name',
  'callName',
  'modelVersionId',
  'poolId',
  'flavor',
  'qpsPerInstance',
  'instances',
  'minInstances',
  'maxInstances',
  'targetOutstanding',
  'idleSeconds',
  'wakeSeconds',
  'rpm',
  'tpm',
  'maxLength',
  'maxConcurrency',
  'autoStopHours',
  'command',
  'requirements',
  'healthPath',
  'environment',
] as const;

const scrollTo = (field: string) =>
  requestAnimationFrame(() => {
    const place = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
    place?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    place?.querySelector<HTMLElement>('input,textarea,button,[tabindex]')?.focus({ preventScroll: true });
  });

/** The page that deploys a model. */
export function CreateService({ values: first, draftKey }: Start) {
  const f = useTranslations('services.form');
  const t = useTranslations('services');
  const errorText = useErrorText();
  const router = useRouter();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState('');
  const resolver = useMemo(() => serviceResolver((key) => t(key)), [t]);
  const form = useForm<ServiceFormValues>({ defaultValues: first, resolver });
  const draft = useFormDraft(form, draftKey);
  const values = useWatch({ control: form.control }) as ServiceFormValues;
  const plan = useServicePlan(values);
  const recommended = plan.data?.recommendedQps ?? null;
  const { setValue, getValues } = form;
  useEffect(() => {
    // The recommended value is filled in, and stays a person's to change.
    if (getValues('qpsPerInstance') === null && getValues('modelVersionId') !== null && plan.data)
      setValue('qpsPerInstance', recommended ?? 10);
  }, [recommended, plan.data, setValue, getValues]);

  const jump = (field: string) => scrollTo(field === 'modelVersionId' && !values.modelId ? 'modelId' : field);
  const submit = form.handleSubmit(async (given) => {
    setRefusal('');
    const answer = await createServiceAction(CreateServiceInput.parse(toRequest(given)));
    if (!answer.ok) {
      const fields = answer.error.fields ?? [];
      // The plan, asked again below, says the rest beside their fields.
      if (fields[0])
        form.setError(fieldOf(fields[0].field), { type: 'server', message: errorText(answer.error) });
      setRefusal(errorText(answer.error));
      await queries.invalidateQueries({ queryKey: ['service-plan'] });
      if (fields[0]) jump(fieldOf(fields[0].field));
      return;
    }
    draft.clear();
    form.reset(given);
    toast.success(f('created', { name: answer.data.name }));
    void queries.invalidateQueries({ queryKey: ['service', 'list'] });
    router.push(`/services/${answer.data.id}`);
  });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  const labels = Object.fromEntries(NAMED.map((name) => [name, f(name)]));
  return (
    <FormProvider {...form}>
      <PlanProvider plan={plan.data}>
        <PageTrail steps={[{ label: f('title') }]} />
        <UnsavedGuard dirty={isDirty && !isSubmitSuccessful} />
        <CreatePage
          title={f('title')}
          description={f('description')}
          notice={
            <>
              <DraftNotice draft={draft} />
              <FormProblems labels={labels} />
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
                request={() => ({ method: 'POST', path: '/api/v1/services', body: toRequest(values) })}
              />
            </>
          }
          onSubmit={submit}
        >
          <ServiceFields />
          <ResourceFields />
          <LimitFields />
          <ServerFields />
        </CreatePage>
      </PlanProvider>
    </FormProvider>
  );
}
