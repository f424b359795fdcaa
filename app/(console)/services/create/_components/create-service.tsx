'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { CreateForm } from '#components/form/index.ts';
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

/** The page that deploys a model. */
export function CreateService({ values: first, draftKey }: Start) {
  const f = useTranslations('services.form');
  const t = useTranslations('services');
  const router = useRouter();
  const queries = useQueryClient();
  const resolver = useMemo(() => serviceResolver((key) => t(key)), [t]);
  const form = useForm<ServiceFormValues>({ defaultValues: first, resolver });
  const values = useWatch({ control: form.control }) as ServiceFormValues;
  const plan = useServicePlan(values);
  const recommended = plan.data?.recommendedQps ?? null;
  const { setValue, getValues } = form;
  useEffect(() => {
    // The recommended value is filled in, and stays a person's to change.
    if (getValues('qpsPerInstance') === null && getValues('modelVersionId') !== null && plan.data)
      setValue('qpsPerInstance', recommended ?? 10);
  }, [recommended, plan.data, setValue, getValues]);

  return (
    <PlanProvider plan={plan.data}>
      <CreateForm
        area="services"
        form={form}
        draftKey={draftKey}
        fieldNames={Object.fromEntries(NAMED.map((name) => [name, f(name)]))}
        fieldOf={fieldOf}
        request={() => ({ method: 'POST', path: '/api/v1/services', body: toRequest(values) })}
        create={(given) => createServiceAction(CreateServiceInput.parse(toRequest(given)))}
        onRefused={() => queries.invalidateQueries({ queryKey: ['service-plan'] })}
        onMade={({ id }) => {
          void queries.invalidateQueries({ queryKey: ['service', 'list'] });
          router.push(`/services/${id}`);
        }}
        summary={(jump) => <PlanPanel plan={plan.data} behind={plan.behind} values={values} onJump={jump} />}
      >
        <ServiceFields />
        <ResourceFields />
        <LimitFields />
        <ServerFields />
      </CreateForm>
    </PlanProvider>
  );
}
