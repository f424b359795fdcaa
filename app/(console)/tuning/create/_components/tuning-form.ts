import type { FieldErrors, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { fromJobRequest, type JobFormValues, jobRequest, plannable } from '#components/job-form/job-form.ts';
import { TuneHyperparameters } from '#lib/contracts/agent/index.ts';
import { CreateTuningJobInput, PlanTuningJobInput, type TuningMethod } from '#lib/contracts/tuning.ts';
import { boundsOf, NUMBERS, type NumberName } from './hyper-spec.ts';

/** Values of the form; what is null takes the recommended value. */
export type TuningFormValues = JobFormValues & {
  method: TuningMethod;
  outputModelName: string;
  datasetVersionId: string | null;
  datasetName: string;
  lengthBy: 'iterations' | 'epochs';
  hyperparameters: Record<NumberName, number | null> & {
    packing: 'recommended' | 'on' | 'off';
    scheduler: string;
  };
  instances: number | null;
};
export type TuningRequest = z.input<typeof CreateTuningJobInput>;

export const emptyNumbers = (): Record<NumberName, number | null> =>
  Object.fromEntries(NUMBERS.map(({ name }) => [name, null])) as Record<NumberName, number | null>;

function settingsOf({ hyperparameters: given, lengthBy, method }: TuningFormValues): object {
  const { packing, scheduler, ...numbers } = given;
  const wanted = NUMBERS.filter(
    ({ name, group }) =>
      numbers[name] !== null &&
      (group !== 'lora' || method === 'lora') &&
      !(name === 'epochs' && lengthBy !== name),
  ).map(({ name }) => [name, numbers[name]]);
  return {
    ...Object.fromEntries(wanted),
    // The contract reads 0 iterations as: as many as the epochs need.
    ...(lengthBy === 'epochs' ? { iterations: 0 } : {}),
    ...(packing === 'recommended' ? {} : { packing: packing === 'on' }),
    ...(scheduler === 'recommended' ? {} : { scheduler }),
  };
}

/** The request that the form stands for; half-filled forms give one that the contract refuses. */
export const toRequest = (values: TuningFormValues) => ({
  ...jobRequest(values),
  method: values.method,
  datasetVersionId: values.datasetVersionId ?? '',
  hyperparameters: settingsOf(values),
  instances: values.instances ?? 1,
  outputModelName: values.outputModelName.trim(),
});

/** What of a half-filled form can be planned with. */
export function toPlanInput(values: TuningFormValues): z.input<typeof PlanTuningJobInput> {
  const request = toRequest(values);
  const hyperparameters = plannable(TuneHyperparameters.partial().shape, { ...request.hyperparameters });
  return plannable(PlanTuningJobInput.shape, { ...request, hyperparameters });
}

type Say = (key: string, values?: Record<string, number>) => string;

function problemText(field: string, say: Say): string {
  const name = field.replace('hyperparameters.', '');
  const number = NUMBERS.find((spec) => spec.name === name);
  if (number) return say('invalid.number', boundsOf(number.name));
  return say(`invalid.${name}`);
}

/** Errors by field, in words; the contract itself judges. */
export const tuningResolver =
  (say: Say): Resolver<TuningFormValues> =>
  (values) => {
    const judged = CreateTuningJobInput.safeParse(toRequest(values));
    if (judged.success) return { values, errors: {} };
    const errors: Record<string, unknown> = {};
    for (const { path } of judged.error.issues) {
      const error = { type: 'custom', message: problemText(path.join('.'), say) };
      const [first, second] = path.map(String);
      if (first === 'hyperparameters' && second)
        errors[first] = { ...(errors[first] as object | undefined), [second]: error };
      else if (first) errors[first] = error;
    }
    return { values: {}, errors: errors as FieldErrors<TuningFormValues> };
  };

/** A finished request as form values, for a clone. */
export function fromRequest(
  input: CreateTuningJobInput,
  known: Pick<TuningFormValues, 'modelId' | 'modelName' | 'datasetName'>,
): TuningFormValues {
  const { packing, scheduler, ...numbers } = input.hyperparameters;
  const byEpochs = numbers.iterations === 0;
  return {
    ...fromJobRequest(input, known),
    datasetName: known.datasetName,
    method: input.method,
    outputModelName: input.outputModelName,
    datasetVersionId: input.datasetVersionId,
    lengthBy: byEpochs ? 'epochs' : 'iterations',
    hyperparameters: {
      ...emptyNumbers(),
      ...numbers,
      ...(byEpochs ? { iterations: null } : { epochs: null }),
      packing: packing === undefined ? 'recommended' : packing ? 'on' : 'off',
      scheduler: scheduler ?? 'recommended',
    },
    instances: input.instances,
  };
}
