'use client';

import { useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { CreateForm } from '#components/form/index.ts';
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
  request,
  ...frame
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
  const router = useRouter();
  const queries = useQueryClient();
  return (
    <PlanProvider area={area} plan={plan}>
      <CreateForm
        area={area}
        form={form}
        draftKey={draftKey}
        {...(cloneOf ? { title: t('cloneTitle', { name: cloneOf }) } : {})}
        notice={
          gone.length > 0 ? (
            <p role="status" className="flex gap-2 rounded-lg bg-warning-soft px-3 py-2 text-warning">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              {shared('gone', {
                things: gone.map(({ kind }) => shared(`goneKind.${kind}`)).join(shared('comma')),
              })}
            </p>
          ) : null
        }
        request={() => ({ method: 'POST', path: `/api/v1/${area}-jobs`, body: request() })}
        onRefused={() => queries.invalidateQueries({ queryKey: planKey(area) })}
        onMade={({ id }) => {
          void queries.invalidateQueries({ queryKey: ['job', 'list'] });
          router.push(`/${area}/${id}`);
        }}
        {...frame}
      />
    </PlanProvider>
  );
}
