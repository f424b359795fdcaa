import { z } from 'zod';
import { TuneHyperparameters } from './agent/index.ts';
import { listOf, StorageUri } from './common.ts';
import { DatasetVersionId, JobId, ModelVersionId, PoolId } from './ids.ts';
import { Curve, JobDetail, JobLink, JobSummary, ListJobsInput } from './jobs.ts';
import { ModelName } from './models.ts';
import { TaskName } from './task-name.ts';
import { MAX_COMPARED, MAX_TASK_DESCRIPTION, TUNING_METHODS } from './values/tuning.ts';

export const TuningMethod = z.enum(TUNING_METHODS);
export type TuningMethod = z.infer<typeof TuningMethod>;
export const ITERATIONS_DEFAULT = 1000;
export const LEARNING_RATE_DEFAULT = 2e-5;
/** Fewer are allowed, with a warning. */
export const RECOMMENDED_MIN_SAMPLES = 2000;

const Settings = {
  modelVersionId: ModelVersionId,
  method: TuningMethod,
  datasetVersionId: DatasetVersionId,
  /** What is absent takes the recommended value for this model and dataset. */
  hyperparameters: TuneHyperparameters.partial().default({}),
  poolId: PoolId,
  flavor: z.string().min(1).max(40),
  instances: z.number().int().min(1).max(1024).default(1),
};

export const CreateTuningJobInput = z.strictObject({
  name: TaskName,
  description: z
    .string()
    .max(MAX_TASK_DESCRIPTION, `A description has at most ${MAX_TASK_DESCRIPTION} characters.`)
    .default(''),
  ...Settings,
  /** Name of the model that the result becomes. */
  outputModelName: ModelName,
  /** Folder of the finished weights; a folder that the platform keeps when absent. */
  outputWeights: StorageUri.nullish(),
  /** Folder that the logs are kept in for good; else they go 30 days after the end. */
  keepLogs: StorageUri.nullish(),
  /** Hours of running after which the job is stopped: 1, 2, 4, 6 or any other number. */
  autoStopHours: z.number().positive().max(8760).nullish(),
  priority: z.number().int().min(0).max(100).default(50),
});
export type CreateTuningJobInput = z.infer<typeof CreateTuningJobInput>;

/** A half-filled form: everything may be missing yet. */
export const PlanTuningJobInput = z
  .strictObject({
    ...CreateTuningJobInput.shape,
    name: z.string().max(200),
    outputModelName: z.string().max(200),
  })
  .partial();
export type PlanTuningJobInput = z.infer<typeof PlanTuningJobInput>;

export const BLOCKER_CODES = [
  'missing',
  'model.not_ready',
  'model.quantised',
  'model.unsupported',
  'model.gone',
  'dataset.unpublished',
  'dataset.not_ready',
  'dataset.gone',
  'dataset.too_small',
  'name.taken',
  'name.invalid',
  'output.in_use',
  'output.not_yours',
  'logs.not_yours',
  'pool.gone',
  'flavor.gone',
  'flavor.memory',
  'hyperparameters.max_length',
  'instances.too_many',
  'gate.no_answers',
  'benchmark.calibrated',
  'output.full',
  'output.other_base',
  'output.gone',
] as const;
export const BlockerCode = z.enum(BLOCKER_CODES);
/** Something that stands in the way: which field, why, and what to do. Pages translate by `code` and `values`. */
export const Blocker = z.object({
  field: z.string(),
  code: BlockerCode,
  message: z.string(),
  advice: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Blocker = z.infer<typeof Blocker>;
export const WARNING_CODES = [
  'dataset.few_samples',
  'output.not_empty',
  'learning_rate.high',
  'learning_rate.low',
  'pool.unreachable',
  'pool.busy',
  'template.other_device',
  'estimate.unknown',
  'price.free',
  'epochs.many',
  'gate.unmeasured',
] as const;
export const Warning = z.object({
  field: z.string().nullable(),
  code: z.enum(WARNING_CODES),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Warning = z.infer<typeof Warning>;

export const TimeEstimate = z.object({
  /** `table`: published throughput of known models; `probe`: measured here on this model and dataset. */
  source: z.enum(['table', 'probe']),
  lowerSeconds: z.number().nonnegative(),
  upperSeconds: z.number().nonnegative(),
  /** Real tokens a second per card (per CPU for `cpu`), [lower, upper]. */
  tokensPerSecond: z.tuple([z.number(), z.number()]),
});
export type TimeEstimate = z.infer<typeof TimeEstimate>;

export const TuningPlan = z.object({
  /** Nothing stands in the way of creating it. */
  ok: z.boolean(),
  blockers: z.array(Blocker),
  warnings: z.array(Warning),
  /** With every absent value filled in; null until model and dataset are chosen. */
  hyperparameters: TuneHyperparameters.nullable(),
  samples: z.number().int().nullable(),
  /** Optimiser steps that the job will take. */
  steps: z.number().int().nullable(),
  /** Times the whole dataset is seen. */
  epochs: z.number().nullable(),
  memory: z.object({ neededBytes: z.number(), availableBytes: z.number() }).nullable(),
  outputWeights: StorageUri.nullable(),
  time: TimeEstimate.nullable(),
  /** A measurement that runs now, or could be started, when no table knows the model. */
  probe: z.object({ needed: z.boolean(), jobId: JobId.nullable(), state: z.string().nullable() }),
  price: z
    .object({ fenPerHour: z.number().int(), lowerFen: z.number().int(), upperFen: z.number().int() })
    .nullable(),
  /** What the cluster says: may it start at once, and what is in the way; null while it does not answer. */
  capacity: z
    .object({
      fits: z.boolean(),
      ahead: z.number().int(),
      blocker: z.object({ code: z.string(), message: z.string() }).nullable(),
    })
    .nullable(),
});
export type TuningPlan = z.infer<typeof TuningPlan>;

export const TuningJobSummary = JobSummary.extend({
  method: TuningMethod,
  modelName: z.string().nullable(),
  modelVersionNumber: z.number().int().nullable(),
  datasetName: z.string().nullable(),
  datasetVersionNumber: z.number().int().nullable(),
});
export type TuningJobSummary = z.infer<typeof TuningJobSummary>;
export const ListTuningJobsInput = ListJobsInput.omit({ kind: true });
export const TuningJobList = listOf(TuningJobSummary);
export type TuningJobList = z.infer<typeof TuningJobList>;

export const TuningJobDetail = JobDetail.extend({
  method: TuningMethod,
  hyperparameters: TuneHyperparameters,
  flavor: z.string(),
  instances: z.number().int(),
});
export type TuningJobDetail = z.infer<typeof TuningJobDetail>;
/** With what it will take and cost; `dryRun` answers the same and changes nothing. */
export const CreatedTuningJob = TuningJobDetail.extend({ plan: TuningPlan });

/** Every value of a finished form, to start the next one from. */
export const TuningJobDraft = z.object({
  input: CreateTuningJobInput,
  /** What the clone reads that is gone since. */
  gone: z.array(JobLink),
});

export const CompareTuningJobsInput = z.object({
  ids: z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value),
    z.array(JobId).min(1).max(MAX_COMPARED, `At most ${MAX_COMPARED} runs can be compared.`),
  ),
  /** Columns a curve has at most. */
  points: z.coerce.number().int().min(1).max(2000).default(600),
});
export const TuningComparison = z.object({
  jobs: z.array(TuningJobSummary),
  /** Settings that are not the same in all of them; values in the order of `jobs`. */
  differences: z.array(
    z.object({
      setting: z.string(),
      values: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  curves: z.array(z.object({ jobId: JobId, width: z.number().int(), curves: z.array(Curve) })),
});
export type TuningComparison = z.infer<typeof TuningComparison>;

export const ProbeTuningInput = z.strictObject(Settings);
export const ProbeTuningResult = z.object({ jobId: JobId, state: z.string(), measured: z.boolean() });

export const RecommendInput = z.object({
  modelVersionId: ModelVersionId,
  datasetVersionId: DatasetVersionId,
  method: TuningMethod.default('full'),
});
