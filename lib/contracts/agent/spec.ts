import { z } from 'zod';
import { StorageUri } from '#lib/contracts/common.ts';
import { JobId } from '#lib/contracts/ids.ts';
import { EVALUATION_METRICS } from '#lib/contracts/values/metrics.ts';

/** What a job may take of a node. `cards` is 0 for the flavor `cpu`. Memory in bytes. */
export const Resources = z.strictObject({
  cards: z.number().int().min(0).max(10_000),
  cpuCores: z.number().positive().max(4096),
  memoryBytes: z.number().int().positive(),
  instances: z.number().int().min(1).max(1024).default(1),
});
export type Resources = z.infer<typeof Resources>;

export const TuneHyperparameters = z.strictObject({
  /** Optimiser steps; 0 means: as many as `epochs` needs. */
  iterations: z.number().int().min(0).max(100_000),
  epochs: z.number().positive().max(1000),
  learningRate: z.number().positive().max(0.1),
  /** Sequences of one optimiser step over all cards. */
  batchSize: z.number().int().min(1).max(4096),
  /** Tokens; longer samples are cut. */
  maxLength: z.number().int().min(16).max(131_072),
  packing: z.boolean(),
  warmupRatio: z.number().min(0).max(1),
  scheduler: z.enum(['linear', 'cosine', 'constant', 'constant_with_warmup']),
  weightDecay: z.number().min(0).max(1),
  maxGradNorm: z.number().positive().max(1000),
  loraRank: z.number().int().min(1).max(512),
  loraAlpha: z.number().positive().max(2048),
  loraDropout: z.number().min(0).max(0.9),
  /** Share of the samples held out for the validation loss; 0 holds none out. */
  validationFraction: z.number().min(0).max(0.5),
  saveEverySteps: z.number().int().min(1).max(100_000),
  logEverySteps: z.number().int().min(1).max(1000),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});
export type TuneHyperparameters = z.infer<typeof TuneHyperparameters>;

export const TuneSpec = z.strictObject({
  kind: z.literal('tune'),
  method: z.enum(['full', 'lora']),
  /** Folder of Hugging Face-format weights. */
  model: StorageUri,
  /** File of jsonl; each line `{"messages":[{"role","content"},…]}`. */
  dataset: StorageUri,
  /** Folder the finished weights are written to; a LoRA's adapter goes into `adapter/` inside it. */
  output: StorageUri,
  hyperparameters: TuneHyperparameters,
});
export type TuneSpec = z.infer<typeof TuneSpec>;

export const CheckWeightsSpec = z.strictObject({
  kind: z.literal('check-weights'),
  model: StorageUri,
  /** What the chosen template says the weights must be; null skips that comparison. */
  expected: z.strictObject({
    architecture: z.string().max(200).nullable(),
    modelType: z.string().max(100).nullable(),
    quantised: z.boolean(),
    /** Key fields of config.json that must be equal, such as `hidden_size`. */
    config: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
});
export type CheckWeightsSpec = z.infer<typeof CheckWeightsSpec>;

/** Trains a few steps on real data and measures; changes nothing. For time estimates of models no table knows. */
export const ProbeTuneSpec = z.strictObject({
  kind: z.literal('probe-tune'),
  method: z.enum(['full', 'lora']),
  model: StorageUri,
  dataset: StorageUri,
  hyperparameters: TuneHyperparameters,
});
export type ProbeTuneSpec = z.infer<typeof ProbeTuneSpec>;

export const EvaluationMetric = z.enum(EVALUATION_METRICS);
export type EvaluationMetric = z.infer<typeof EvaluationMetric>;

/** One task of lm-evaluation-harness, and the files that each part of its data lies in. */
export const HarnessLeaf = z.strictObject({
  name: z.string().min(1).max(200),
  /** The harness' own definition, below its folder of tasks. */
  config: z.string().min(1).max(300),
  repository: z.string().min(1).max(200),
  format: z.enum(['parquet', 'json', 'csv']),
  /** Paths inside the repository. */
  files: z.record(z.string(), z.array(z.string())),
});
/** A task has one leaf, itself; a group has its tasks. */
export const HarnessTask = z.strictObject({
  name: z.string().min(1).max(200),
  leaves: z.array(HarnessLeaf).min(1),
});
export const HarnessSpec = z.strictObject({
  tasks: z.array(HarnessTask).min(1),
  /** Examples before each question; null: as many as the task says. */
  fewShot: z.number().int().min(0).max(64).nullable(),
  /** Questions of each task; null: all. */
  limit: z.number().int().min(1).nullable(),
  batchSize: z.number().int().min(1).max(1024),
  /** Questions go through the model's chat template. */
  chatTemplate: z.boolean(),
});
export type HarnessSpec = z.infer<typeof HarnessSpec>;

/** Answers every sample's last question and compares with its last reply. Defaults: specs written before 2027. */
export const EvaluateSpec = z.strictObject({
  kind: z.literal('evaluate'),
  /** Of the model that answers; not read when `service` does. */
  model: StorageUri,
  /** Of the tasks' repositories, where `harness` says what is asked. */
  dataset: StorageUri,
  harness: HarnessSpec.nullable().default(null),
  /** Folder for `answers.jsonl`: each sample's answer and figures. null: they stay with the job. */
  output: StorageUri.nullable().default(null),
  maxNewTokens: z.number().int().min(1).max(4096),
  metrics: z.array(EvaluationMetric).min(1).default(['exact_match']),
  /** Of the resampling behind confidence intervals. */
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(0),
  /** Servers that answer instead; questions are spread over them. */
  service: z
    .strictObject({
      urls: z
        .array(z.url({ protocol: /^https?$/ }))
        .min(1)
        .max(64),
      /** The name they serve the model by. */
      servedName: z.string().min(1).max(200),
      /** Questions under way at once, over all servers. */
      concurrency: z.number().int().min(1).max(1024),
    })
    .nullable()
    .default(null),
});
export type EvaluateSpec = z.infer<typeof EvaluateSpec>;

export const COMPRESSION_METHODS = ['smoothquant-w8a8', 'awq-w4a16'] as const;
export const CompressionMethod = z.enum(COMPRESSION_METHODS);
export type CompressionMethod = z.infer<typeof CompressionMethod>;

/** Rounds the weights (and for W8A8 the activations) of a model's linear layers, and measures what that cost. */
export const CompressSpec = z.strictObject({
  kind: z.literal('compress'),
  method: CompressionMethod,
  model: StorageUri,
  /** Conversations as for `tune`, to calibrate on; null: those that ship with the engine. */
  dataset: StorageUri.nullable(),
  /** Conversations to measure with; null: some of `dataset`, kept out of the calibration. */
  benchmark: StorageUri.nullable().default(null),
  output: StorageUri,
  /** SmoothQuant's share of the difficulty that moves from activations to weights. */
  migrationStrength: z.number().min(0).max(1),
  /** Conversations to calibrate on. */
  samples: z.number().int().min(8).max(4096),
  /** Tokens of one calibration row. */
  maxLength: z.number().int().min(32).max(32_768),
  /** Conversations that are answered before and after, none of them calibrated on; 0: none. */
  reportSamples: z.number().int().min(0).max(1000),
  /** Whether tokens a second, first token and memory are measured before and after. */
  measureSpeed: z.boolean().default(false),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});
export type CompressSpec = z.infer<typeof CompressSpec>;

/** Name of an environment variable that a person may set; what the platform itself sets is refused by the verb. */
export const EnvironmentName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'use letters, digits and underscores, not starting with a digit');

/**
 * One instance of a service: an OpenAI-compatible server that runs until it is stopped. A service of N instances is
 * N jobs. SIGTERM ends it once running requests are done, at most after `drainSeconds`.
 */
export const ServeSpec = z.strictObject({
  kind: z.literal('serve'),
  model: StorageUri,
  /** The `model` that the server answers to; the gateway translates callers' names to it. */
  servedName: z.string().min(1).max(200),
  /** Tokens of prompt and answer together. */
  maxLength: z.number().int().min(16).max(1_048_576),
  /** Requests that one instance works on at once; more wait inside it. */
  maxConcurrency: z.number().int().min(1).max(1024),
  /** `ascend`: weights written by msmodelslim; anything else is recognised from config.json. */
  quantisation: z.enum(['auto', 'ascend']),
  environment: z.record(EnvironmentName, z.string().max(4000)),
  /** A start command of one's own instead of vLLM: it listens on $PORT and answers the OpenAI API. */
  custom: z
    .strictObject({
      /** Run by `bash -c` in the code folder, with $PORT, $HOST, $MODEL_PATH, $SERVED_NAME. */
      command: z.string().min(1).max(8000),
      /** Folder that is copied beside the process; null: none. */
      code: StorageUri.nullable(),
      /** Lines of a requirements file, installed on top of the serving environment before the start. */
      requirements: z.array(z.string().min(1).max(300)).max(200),
      /** Answers 200 once it can serve. */
      healthPath: z.string().startsWith('/').max(200),
    })
    .nullable(),
  drainSeconds: z.number().min(0).max(3600),
});
export type ServeSpec = z.infer<typeof ServeSpec>;

export const RunnerSpec = z.discriminatedUnion('kind', [
  TuneSpec,
  CheckWeightsSpec,
  ProbeTuneSpec,
  EvaluateSpec,
  CompressSpec,
  ServeSpec,
]);
export type RunnerSpec = z.infer<typeof RunnerSpec>;
export const JOB_KINDS = ['tune', 'check-weights', 'probe-tune', 'evaluate', 'compress', 'serve'] as const;
export const JobKind = z.enum(JOB_KINDS);
export type JobKind = z.infer<typeof JobKind>;

export const JobSpec = z.strictObject({
  id: JobId,
  /** Human name, for logs only. */
  name: z.string().max(200),
  /** Larger goes first. */
  priority: z.number().int().min(0).max(100),
  queue: z.string().min(1).max(100),
  resources: Resources,
  /** Seconds of running after which the agent stops the job; null: no limit. */
  autoStopSeconds: z.number().int().positive().nullable(),
  runner: RunnerSpec,
});
export type JobSpec = z.infer<typeof JobSpec>;
