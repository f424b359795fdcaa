'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { CreateJob } from '#components/job-form/create-job.tsx';
import { OutputFields } from '#components/job-form/output-fields.tsx';
import { PlaceFields } from '#components/job-form/place-fields.tsx';
import { TaskFields } from '#components/job-form/task-fields.tsx';
import { useJobPlan } from '#components/job-form/use-job-plan.ts';
import { CreateTuningJobInput, type TuningPlan } from '#lib/contracts/tuning.ts';
import { createTuningAction } from '../../actions.ts';
import type { Start } from '../start-of.ts';
import { DatasetFields } from './data-fields.tsx';
import { type EpochsHint, HyperFields } from './hyper-fields.tsx';
import { isAdvanced, NUMBERS } from './hyper-spec.ts';
import { ModelFields } from './model-fields.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { type TuningFormValues, toPlanInput, toRequest, tuningResolver } from './tuning-form.ts';
import { useRecommended } from './use-recommended.ts';

/** The page that starts a tuning, empty or from another run. */
export function CreateTuning({ epochsHint, ...start }: Start & { epochsHint: EpochsHint }) {
  const t = useTranslations('tuning');
  const [advanced, setAdvanced] = useState(false);
  const resolver = useMemo(() => tuningResolver((key, values) => t(key, values)), [t]);
  const form = useForm<TuningFormValues>({ defaultValues: start.values, resolver });
  const values = useWatch({ control: form.control }) as TuningFormValues;
  const { plan, behind } = useJobPlan<TuningPlan>('tuning', toPlanInput(values));
  const recommended = useRecommended(values);
  return (
    <CreateJob
      area="tuning"
      form={form}
      start={start}
      plan={plan}
      fieldNames={useFieldNames()}
      request={() => toRequest(values)}
      create={(given) => createTuningAction(CreateTuningJobInput.parse(toRequest(given)))}
      summary={(jump) => <PlanPanel plan={plan} behind={behind} values={values} onJump={jump} />}
      onJump={(field) => isAdvanced(field) && setAdvanced(true)}
    >
      <TaskFields />
      <ModelFields />
      <DatasetFields />
      <HyperFields
        recommended={recommended}
        epochsHint={epochsHint}
        advanced={advanced}
        onAdvanced={setAdvanced}
      />
      <PlaceFields several />
      <OutputFields />
    </CreateJob>
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
