import type { z } from 'zod';
import type { PoolSummary } from '#lib/contracts/clusters.ts';
import type { CreateTuningJobInput } from '#lib/contracts/tuning.ts';
import { AUTO_STOP_HOURS } from '#lib/contracts/values/tuning.ts';

/** `off`, one of the usual hours, or `custom`. */
export type AutoStopValues = { autoStop: string; autoStopHours: number | null };

/** What every form of a job holds. Plain JSON, so that a draft holds all of it. */
export type JobFormValues = AutoStopValues & {
  name: string;
  description: string;
  modelId: string | null;
  /** Shown while the list that would name it is not loaded. */
  modelName: string;
  modelVersionId: string | null;
  poolId: string | null;
  flavor: string;
  outputWeights: string | null;
  logs: boolean;
  keepLogs: string | null;
  priority: number | null;
};

type JobInput = Pick<
  CreateTuningJobInput,
  | 'name'
  | 'description'
  | 'modelVersionId'
  | 'poolId'
  | 'flavor'
  | 'outputWeights'
  | 'keepLogs'
  | 'autoStopHours'
  | 'priority'
>;

/** All cores where there are no cards, one card where there are: quick, or cheap. */
function firstPlace(pools: readonly PoolSummary[]): Pick<JobFormValues, 'poolId' | 'flavor'> {
  const pool = pools.find((each) => each.reachable) ?? pools[0];
  const flavor = pool?.flavors[0]?.kind === 'npu' ? pool.flavors[0] : pool?.flavors.at(-1);
  return { poolId: pool?.id ?? null, flavor: flavor?.id ?? '' };
}

/** The shared part of a form that begins with a model, or with nothing. */
export const emptyJob = (
  name: string,
  version: { id: string; modelId: string; modelName: string } | null,
  pools: readonly PoolSummary[],
): JobFormValues => ({
  name,
  description: '',
  modelId: version?.modelId ?? null,
  modelName: version?.modelName ?? '',
  modelVersionId: version?.id ?? null,
  ...firstPlace(pools),
  outputWeights: null,
  logs: false,
  keepLogs: null,
  autoStop: 'off',
  autoStopHours: null,
  priority: 50,
});

export const hoursOf = ({ autoStop, autoStopHours }: AutoStopValues): number | null => {
  if (autoStop === 'off') return null;
  return autoStop === 'custom' ? (autoStopHours ?? Number.NaN) : Number(autoStop);
};

/** The shared part of the request; half-filled forms give one that the contract refuses. */
export const jobRequest = (values: JobFormValues) => ({
  name: values.name.trim(),
  description: values.description,
  modelVersionId: values.modelVersionId ?? '',
  poolId: values.poolId ?? '',
  flavor: values.flavor,
  outputWeights: values.outputWeights,
  keepLogs: values.logs ? (values.keepLogs ?? '') : null,
  autoStopHours: hoursOf(values),
  priority: values.priority ?? Number.NaN,
});

/** The shared part of a finished request as form values, for a clone. */
export function fromJobRequest(
  input: JobInput,
  known: Pick<JobFormValues, 'modelId' | 'modelName'>,
): JobFormValues {
  const hours = input.autoStopHours ?? null;
  const listed = AUTO_STOP_HOURS.some((each) => each === hours);
  return {
    modelId: known.modelId,
    modelName: known.modelName,
    name: input.name,
    description: input.description,
    modelVersionId: input.modelVersionId,
    poolId: input.poolId,
    flavor: input.flavor,
    outputWeights: input.outputWeights ?? null,
    logs: Boolean(input.keepLogs),
    keepLogs: input.keepLogs ?? null,
    autoStop: hours === null ? 'off' : listed ? String(hours) : 'custom',
    autoStopHours: hours !== null && !listed ? hours : null,
    priority: input.priority,
  };
}

/** What of a half-filled form can be planned with: every part that the contract takes. */
export const plannable = <T extends z.ZodRawShape>(
  shape: T,
  request: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(shape).flatMap(([key, part]) => {
      const value = request[key];
      return value !== '' && (part as z.ZodType).safeParse(value).success ? [[key, value]] : [];
    }),
  );
