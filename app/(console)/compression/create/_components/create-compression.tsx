'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { CreateJob } from '#components/job-form/create-job.tsx';
import { OutputFields } from '#components/job-form/output-fields.tsx';
import { PlaceFields } from '#components/job-form/place-fields.tsx';
import { TaskFields } from '#components/job-form/task-fields.tsx';
import { useJobPlan } from '#components/job-form/use-job-plan.ts';
import { type CompressionPlan, CreateCompressionJobInput } from '#lib/contracts/compression.ts';
import { createCompressionAction } from '../../actions.ts';
import type { Start } from '../start-of.ts';
import { CalibrationFields } from './calibration-fields.tsx';
import {
  type CompressionFormValues,
  compressionResolver,
  toPlanInput,
  toRequest,
} from './compression-form.ts';
import { GateFields } from './gate-fields.tsx';
import { ModelFields } from './model-fields.tsx';
import { CompressionNumber } from './number.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { ResultFields } from './result-fields.tsx';

/** The page that starts a compression, empty or from another run. */
export function CreateCompression(start: Start) {
  const t = useTranslations('compression');
  const resolver = useMemo(() => compressionResolver((key, values) => t(key, values)), [t]);
  const form = useForm<CompressionFormValues>({ defaultValues: start.values, resolver });
  const values = useWatch({ control: form.control }) as CompressionFormValues;
  const { plan, behind } = useJobPlan<CompressionPlan>('compression', toPlanInput(values));
  return (
    <CreateJob
      area="compression"
      form={form}
      start={start}
      plan={plan}
      fieldNames={useFieldNames()}
      request={() => toRequest(values)}
      create={(given) => createCompressionAction(CreateCompressionJobInput.parse(toRequest(given)))}
      summary={(jump) => <PlanPanel plan={plan} behind={behind} values={values} onJump={jump} />}
    >
      <TaskFields />
      <ModelFields />
      <CalibrationFields />
      <GateFields />
      <ResultFields />
      <PlaceFields>
        <CompressionNumber name="priority" />
      </PlaceFields>
      <OutputFields />
    </CreateJob>
  );
}

/** What the fields are called, for the list of those that need a change. */
function useFieldNames(): Record<string, string> {
  const f = useTranslations('compression.form');
  const jobs = useTranslations('tuning.form');
  return useMemo(
    () => ({
      name: jobs('name'),
      description: jobs('descriptionLabel'),
      modelVersionId: f('modelLabel'),
      method: f('method'),
      migrationStrength: f('migrationStrength'),
      datasetVersionId: f('datasetLabel'),
      benchmarkVersionId: f('benchmarkLabel'),
      samples: f('samples'),
      maxLength: f('maxLength'),
      reportSamples: f('reportSamples'),
      seed: f('seed'),
      'gate.maxAccuracyDrop': f('maxAccuracyDrop'),
      'gate.maxPerplexityRise': f('maxPerplexityRise'),
      'output.name': f('outputName'),
      'output.modelId': f('outputModel'),
      poolId: jobs('pool'),
      flavor: jobs('flavor'),
      autoStopHours: jobs('autoStopHours'),
      priority: f('priority'),
      outputWeights: jobs('outputWeights'),
      keepLogs: jobs('logFolder'),
    }),
    [f, jobs],
  );
}
