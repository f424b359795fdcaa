'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Gauge } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useTransition } from 'react';
import { ProgressLine } from '#components/job/job-progress.tsx';
import { JobStateBadge } from '#components/job/job-state.tsx';
import { planKey } from '#components/job-form/use-job-plan.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import type { JobDetail } from '#lib/contracts/jobs.ts';
import { ProbeTuningInput, type TuningPlan } from '#lib/contracts/tuning.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { probeTuningAction } from '../../actions.ts';
import { type TuningFormValues, toPlanInput } from './tuning-form.ts';

/** Where no table knows how long it takes: starts a short measurement and shows how far it is. */
export function ProbeLine({ plan, values }: { plan: TuningPlan; values: TuningFormValues }) {
  const t = useTranslations('tuning.probe');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [pending, start] = useTransition();
  const [refusal, setRefusal] = useState('');
  const { jobId } = plan.probe;
  const job = useQuery({
    queryKey: ['job', jobId],
    enabled: plan.probe.needed && jobId !== null,
    queryFn: ({ signal }) => apiFetch<JobDetail>(`/api/v1/jobs/${jobId}`, { signal }),
  });
  const state = job.data?.state;
  const ended = state !== undefined && isFinal(state);
  useEffect(() => {
    // Its figures are in the plan as soon as it has ended.
    if (ended) void queries.invalidateQueries({ queryKey: planKey('tuning') });
  }, [ended, queries]);
  if (!plan.probe.needed) return null;
  const { name: _name, outputModelName: _output, ...rest } = toPlanInput(values);
  const input = ProbeTuningInput.safeParse(
    Object.fromEntries(Object.entries(rest).filter(([key]) => key in ProbeTuningInput.shape)),
  );
  const run = () =>
    start(async () => {
      if (!input.success) return;
      setRefusal('');
      const answer = await probeTuningAction(input.data);
      if (!answer.ok) return setRefusal(errorText(answer.error));
      await queries.invalidateQueries({ queryKey: planKey('tuning') });
    });
  const running = job.data && !ended ? job.data : null;
  return (
    <div className="flex flex-col gap-2 rounded-lg border p-3">
      <p className="text-muted-foreground text-xs">{t('why')}</p>
      {running ? (
        <>
          <JobStateBadge job={running} />
          <ProgressLine job={running} />
        </>
      ) : (
        <Button
          variant="outline"
          size="sm"
          className="w-fit"
          pending={pending}
          disabledReason={input.success ? undefined : t('incomplete')}
          onClick={run}
        >
          <Gauge />
          {t(ended ? 'again' : 'measure')}
        </Button>
      )}
      {job.data && state !== 'succeeded' && ended ? <JobStateBadge job={job.data} /> : null}
      {refusal ? (
        <p role="alert" className="text-danger text-xs">
          {refusal}
        </p>
      ) : null}
    </div>
  );
}
