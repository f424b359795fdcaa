import type { FieldErrors, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { TuneHyperparameters } from '#lib/contracts/agent/index.ts';
import {
  AUTO_STOP_HOURS,
  CreateTuningJobInput,
  PlanTuningJobInput,
  type TuningMethod,
} from '#lib/contracts/tuning.ts';
import { boundsOf, NUMBERS, type NumberName } from './hyper-spec.ts';

/** Values of the form; what is null takes the recommended value. Plain JSON, so that a draft holds all of it. */
export type TuningFormValues = {
  name: string;
  description: string;
  modelId: string | null;
  /** Shown while the list that would name it is not loaded. */
  modelName: string;
  modelVersionId: string | null;
  method: TuningMethod;
  outputModelName: string;
  datasetVersionId: string | null;
  datasetName: string;
  outputWeights: string | null;
  lengthBy: 'iterations' | 'epochs';
  hyperparameters: Record<NumberName, number | null> & {
    packing: 'recommended' | 'on' | 'off';
    scheduler: string;
  };
  poolId: string | null;
  flavor: string;
  instances: number | null;
  logs: boolean;
  keepLogs: string | null;
  autoStop: string;
  autoStopHours: number | null;
  priority: number;
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

const hoursOf = ({ autoStop, autoStopHours }: TuningFormValues): number | null => {
  if (autoStop === 'off') return null;
  return autoStop === 'custom' ? (autoStopHours ?? Number.NaN) : Number(autoStop);
};

/** The request that the form stands for; half-filled forms give one that the contract refuses. */
export const toRequest = (values: TuningFormValues) => ({
  name: values.name.trim(),
  description: values.description,
  modelVersionId: values.modelVersionId ?? '',
  method: values.method,
  datasetVersionId: values.datasetVersionId ?? '',
  hyperparameters: settingsOf(values),
  poolId: values.poolId ?? '',
  flavor: values.flavor,
  instances: values.instances ?? 1,
  outputModelName: values.outputModelName.trim(),
  outputWeights: values.outputWeights,
  keepLogs: values.logs ? (values.keepLogs ?? '') : null,
  autoStopHours: hoursOf(values),
  priority: values.priority,
});

/** What of a half-filled form can be planned with: every part that the contract takes. */
export function toPlanInput(values: TuningFormValues): z.input<typeof PlanTuningJobInput> {
  const request: Record<string, unknown> = toRequest(values);
  const hyperparameters = Object.fromEntries(
    Object.entries(request.hyperparameters as object).filter(
      ([name, value]) => TuneHyperparameters.partial().safeParse({ [name]: value }).success,
    ),
  );
  const parts = Object.entries(PlanTuningJobInput.shape).flatMap(([key, shape]) => {
    const value = key === 'hyperparameters' ? hyperparameters : request[key];
    return value !== '' && shape.safeParse(value).success ? [[key, value]] : [];
  });
  return Object.fromEntries(parts);
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
  const hours = input.autoStopHours ?? null;
  const listed = AUTO_STOP_HOURS.some((each) => each === hours);
  const byEpochs = numbers.iterations === 0;
  return {
    ...known,
    name: input.name,
    description: input.description,
    modelVersionId: input.modelVersionId,
    method: input.method,
    outputModelName: input.outputModelName,
    datasetVersionId: input.datasetVersionId,
    outputWeights: input.outputWeights ?? null,
    lengthBy: byEpochs ? 'epochs' : 'iterations',
    hyperparameters: {
      ...emptyNumbers(),
      ...numbers,
      ...(byEpochs ? { iterations: null } : { epochs: null }),
      packing: packing === undefined ? 'recommended' : packing ? 'on' : 'off',
      scheduler: scheduler ?? 'recommended',
    },
    poolId: input.poolId,
    flavor: input.flavor,
    instances: input.instances,
    logs: Boolean(input.keepLogs),
    keepLogs: input.keepLogs ?? null,
    autoStop: hours === null ? 'off' : listed ? String(hours) : 'custom',
    autoStopHours: hours !== null && !listed ? hours : null,
    priority: input.priority,
  };
}
