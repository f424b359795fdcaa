import { z } from 'zod';
import { CompressionMethod, type RunnerResult } from './agent/index.ts';
import { listOf, StorageUri } from './common.ts';
import { CompressionGate, VersionGate } from './gate.ts';
import { DatasetVersionId, ModelId, ModelVersionId, PoolId } from './ids.ts';
import { JobDetail, JobLink, JobSummary, ListJobsInput } from './jobs.ts';
import { ModelName } from './models.ts';
import { TaskName } from './task-name.ts';
import { Blocker, TuningPlan, Warning } from './tuning.ts';
import { GATE_DEFAULT } from './values/gate.ts';
import { MAX_TASK_DESCRIPTION } from './values/tuning.ts';

export const MIGRATION_STRENGTH_DEFAULT = 0.5;
export const CALIBRATION_SAMPLES_DEFAULT = 256;
/** One answer of a hundred is the point that the gate allows by default: fewer could not tell it. */
export const REPORT_SAMPLES_DEFAULT = 200;
export const CALIBRATION_LENGTH_DEFAULT = 512;

/** Bits of weights, activations and the key-value cache: `W8A8C16`. The cache is left as it is. */
export const SCHEMES = { 'smoothquant-w8a8': 'W8A8C16', 'awq-w4a16': 'W4A16C16' } as const;
export const Scheme = z.enum(['W8A8C16', 'W4A16C16']);

/** What the result becomes: a model of its own, or the next version of one that descends from the same template. */
export const CompressionOutput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('model'), name: ModelName }),
  z.strictObject({ kind: z.literal('version'), modelId: ModelId }),
]);

export const CreateCompressionJobInput = z.strictObject({
  name: TaskName,
  description: z
    .string()
    .max(MAX_TASK_DESCRIPTION, `A description has at most ${MAX_TASK_DESCRIPTION} characters.`)
    .default(''),
  modelVersionId: ModelVersionId,
  method: CompressionMethod,
  output: CompressionOutput,
  /** Only SmoothQuant reads it. */
  migrationStrength: z.number().min(0).max(1).default(MIGRATION_STRENGTH_DEFAULT),
  /** A published version; the conversations that ship with the engine when absent. */
  datasetVersionId: DatasetVersionId.nullish(),
  /** A published version whose questions are asked before and after; some of the calibration data when absent. */
  benchmarkVersionId: DatasetVersionId.nullish(),
  samples: z.number().int().min(8).max(4096).default(CALIBRATION_SAMPLES_DEFAULT),
  maxLength: z.number().int().min(32).max(32_768).default(CALIBRATION_LENGTH_DEFAULT),
  /** Conversations that are answered before and after, none of them calibrated on; 0: none. */
  reportSamples: z.number().int().min(0).max(1000).default(REPORT_SAMPLES_DEFAULT),
  /** Loads both models in turn, at the end, and measures how quickly they answer and what they take. */
  measureSpeed: z.boolean().default(true),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(42),
  /** Whether what comes out may be deployed; null: always. */
  gate: CompressionGate.nullable().default(GATE_DEFAULT),
  poolId: PoolId,
  flavor: z.string().min(1).max(40),
  /** Folder of the finished weights; a folder that the platform keeps when absent. */
  outputWeights: StorageUri.nullish(),
  /** Folder that the logs are kept in for good; else they go 30 days after the end. */
  keepLogs: StorageUri.nullish(),
  /** Hours of running after which the job is stopped. */
  autoStopHours: z.number().positive().max(8760).nullish(),
  priority: z.number().int().min(0).max(100).default(50),
});
export type CreateCompressionJobInput = z.infer<typeof CreateCompressionJobInput>;

/** A half-filled form: everything may be missing yet. */
export const PlanCompressionJobInput = z
  .strictObject({
    ...CreateCompressionJobInput.shape,
    name: z.string().max(200),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('model'), name: z.string().max(200) }),
      z.strictObject({ kind: z.literal('version'), modelId: ModelId.nullish() }),
    ]),
  })
  .partial();
export type PlanCompressionJobInput = z.infer<typeof PlanCompressionJobInput>;

export const CompressionPlan = z.object({
  /** Nothing stands in the way of creating it. */
  ok: z.boolean(),
  blockers: z.array(Blocker),
  warnings: z.array(Warning),
  scheme: Scheme.nullable(),
  memory: z.object({ neededBytes: z.number(), availableBytes: z.number() }).nullable(),
  /** What the weights take now, and about what they will take. */
  size: z.object({ beforeBytes: z.number(), afterBytes: z.number() }).nullable(),
  /** From the table of published durations, for the models that it lists, on cards. */
  time: z.object({ lowerSeconds: z.number(), upperSeconds: z.number() }).nullable(),
  price: TuningPlan.shape.price,
  capacity: TuningPlan.shape.capacity,
});
export type CompressionPlan = z.infer<typeof CompressionPlan>;

export const CompressionJobSummary = JobSummary.extend({
  method: CompressionMethod,
  scheme: Scheme,
  modelName: z.string().nullable(),
  modelVersionNumber: z.number().int().nullable(),
});
export type CompressionJobSummary = z.infer<typeof CompressionJobSummary>;
export const ListCompressionJobsInput = ListJobsInput.omit({ kind: true });
export const CompressionJobList = listOf(CompressionJobSummary);
export type CompressionJobList = z.infer<typeof CompressionJobList>;

export const CompressionJobDetail = JobDetail.extend({
  method: CompressionMethod,
  scheme: Scheme,
  settings: CreateCompressionJobInput,
  /** `name V001` of what is measured with; null: kept aside of the calibration data, or gone. */
  benchmarkName: z.string().nullable(),
  /** The version that came out; null until then, or once it is gone. */
  outputVersion: z
    .object({ id: ModelVersionId, number: z.number().int(), gate: VersionGate.nullable() })
    .nullable(),
});
export type CompressionJobDetail = z.infer<typeof CompressionJobDetail>;
/** What the engine answered, with its report. */
export type CompressionResult = Extract<RunnerResult, { kind: 'compress' }>;
/** With what it will take and cost; `dryRun` answers the same and changes nothing. */
export const CreatedCompressionJob = CompressionJobDetail.extend({ plan: CompressionPlan });

/** Every value of a finished form, to start the next one from. */
export const CompressionJobDraft = z.object({
  input: CreateCompressionJobInput,
  /** What the clone reads that is gone since. */
  gone: z.array(JobLink),
});
