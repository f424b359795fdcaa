import { z } from 'zod';
import { Instant, StorageUri } from '#lib/contracts/common.ts';
import { JobId } from '#lib/contracts/ids.ts';
import { JobState } from '#lib/contracts/job-state.ts';
import { METRICS } from '#lib/contracts/values/metrics.ts';
import { EvaluationMetric } from './spec.ts';

export const MetricName = z.enum(METRICS);
export type MetricName = z.infer<typeof MetricName>;

/** `user` failures say what the person can change; `system` ones what the platform will do. */
export const Failure = z.object({
  code: z.string().min(1).max(100),
  kind: z.enum(['user', 'system']),
  message: z.string().max(4000),
  advice: z.string().max(2000).nullable(),
});
export type Failure = z.infer<typeof Failure>;

/** Of a loaded model: all prompts at once, the quickest of a few rounds. */
const Speed = z.object({
  tokensPerSecond: z.number(),
  firstTokenSeconds: z.number(),
  /** What loading it took. With vLLM a cache of 256 MiB is part of it, the same for both. */
  memoryBytes: z.number(),
});

/** What a compression changed, measured on conversations that it was not calibrated on. */
export const CompressionReport = z.object({
  /** Tokens that the perplexity is of. */
  tokens: z.number().int(),
  perplexityBefore: z.number(),
  perplexityAfter: z.number(),
  /** How far each decoder layer's output moved: length of the difference over the length of the original. */
  layers: z.array(z.object({ name: z.string(), error: z.number() })),
  /** Greedy answers before and after; null when none were asked for. */
  answers: z
    .object({
      samples: z.number().int(),
      changed: z.number().int(),
      /** Answers that equal the expected one. */
      correctBefore: z.number().int(),
      correctAfter: z.number().int(),
      examples: z.array(
        z.object({ question: z.string(), expected: z.string(), before: z.string(), after: z.string() }),
      ),
    })
    .nullable(),
  /** Both models in turn, in the same run; null when it was not wanted or could not be had. */
  speed: z
    .object({
      /** `transformers` where no serving environment is: it unpacks rounded weights, so it shows no gain. */
      engine: z.enum(['vllm', 'transformers']),
      prompts: z.number().int(),
      newTokens: z.number().int(),
      before: Speed,
      after: Speed,
    })
    .nullable()
    .default(null),
});
export type CompressionReport = z.infer<typeof CompressionReport>;

export const MetricInterval = z.object({ value: z.number(), lower: z.number(), upper: z.number() });

export const HarnessFigure = z.object({
  metric: z.string(),
  filter: z.string(),
  value: z.number(),
  stderr: z.number().nullable(),
});

/** What lm-evaluation-harness measured of one task or group. */
export const HarnessResult = z.object({
  name: z.string(),
  /** Of the task's definition, as the harness counts it. */
  taskVersion: z.string(),
  fewShot: z.number().int(),
  samples: z.number().int(),
  /** Of the files that were read. */
  dataSha256: z.string(),
  /** Every figure as the harness names it; no standard error of a single sample. */
  figures: z.array(HarnessFigure),
  metrics: z.partialRecord(EvaluationMetric, MetricInterval),
});
export type HarnessResult = z.infer<typeof HarnessResult>;

export const RunnerResult = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('tune'),
    steps: z.number().int(),
    tokens: z.number(),
    finalLoss: z.number().nullable(),
    finalValidationLoss: z.number().nullable(),
    parameters: z.number(),
    sizeBytes: z.number(),
  }),
  z.object({
    kind: z.literal('check-weights'),
    architecture: z.string().nullable(),
    parameters: z.number(),
    sizeBytes: z.number(),
    contextLength: z.number().nullable(),
    dtype: z.string().nullable(),
    vocabularySize: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('probe-tune'),
    tokensPerSecond: z.number(),
    secondsPerStep: z.number(),
    averageSampleTokens: z.number(),
    stepsForOneEpoch: z.number().int(),
    peakMemoryBytes: z.number(),
  }),
  z.object({
    kind: z.literal('evaluate'),
    samples: z.number().int(),
    correct: z.number().int(),
    accuracy: z.number(),
    /** With 95 % confidence intervals. Missing: it cannot be had, such as the perplexity of a service. */
    metrics: z.partialRecord(EvaluationMetric, MetricInterval).default({}),
    /** null: a dataset was asked. */
    harness: z
      .object({ version: z.string(), tasks: z.array(HarnessResult) })
      .nullable()
      .default(null),
    /** Answers that were still going on at the limit of tokens, and questions that lost their beginning. */
    cutAnswers: z.number().int().default(0),
    cutQuestions: z.number().int().default(0),
  }),
  z.object({
    kind: z.literal('compress'),
    /** `ascend`: written by msmodelslim, served with `--quantization ascend`. */
    format: z.enum(['compressed-tensors', 'ascend']),
    parameters: z.number(),
    sizeBytes: z.number(),
    originalBytes: z.number(),
    /** Linear layers that were rounded; the embedding and the head never are. */
    linearLayers: z.number().int(),
    calibrationTokens: z.number().int(),
    /** null where the compressing program gives no model to measure. */
    report: CompressionReport.nullable(),
  }),
]);
export type RunnerResult = z.infer<typeof RunnerResult>;

/** What a runner (Python) writes, one JSON object a line, into events.jsonl. `at` is when it happened. */
export const RunnerEvent = z.discriminatedUnion('type', [
  /** The runner works; `resumedFromStep` when it went on from a checkpoint. Earlier points after it are void. */
  z.object({ type: z.literal('started'), at: Instant, resumedFromStep: z.number().int().nullable() }),
  z.object({
    type: z.literal('progress'),
    at: Instant,
    phase: z.enum([
      'preparing',
      'loading',
      'training',
      'validating',
      'merging',
      'saving',
      'checking',
      'answering',
      'measuring',
      'calibrating',
      'installing',
      'importing',
      'warming',
      'serving',
      'draining',
    ]),
    step: z.number().int().nonnegative(),
    total: z.number().int().nonnegative(),
    remainingSeconds: z.number().nonnegative().nullable(),
  }),
  z.object({
    type: z.literal('metric'),
    at: Instant,
    step: z.number().int().nonnegative(),
    values: z.partialRecord(MetricName, z.number()),
  }),
  z.object({ type: z.literal('checkpoint'), at: Instant, step: z.number().int().nonnegative() }),
  z.object({
    type: z.literal('artifact'),
    at: Instant,
    name: z.string().max(200),
    uri: StorageUri,
    sizeBytes: z.number().nonnegative(),
  }),
  /** A server listens here. It can be called once a `health` event says so. */
  z.object({ type: z.literal('endpoint'), at: Instant, url: z.url({ protocol: /^https?$/ }) }),
  /** What the last probe found; written when it changes. `restarts`: how often the server was started again. */
  z.object({
    type: z.literal('health'),
    at: Instant,
    healthy: z.boolean(),
    reason: z.string().max(1000).nullable(),
    restarts: z.number().int().nonnegative(),
  }),
  z.object({ type: z.literal('result'), at: Instant, result: RunnerResult }),
  z.object({ type: z.literal('failure'), at: Instant, failure: Failure }),
  /** SIGTERM was obeyed: a checkpoint at `step` is on disk (null: none). */
  z.object({ type: z.literal('stopped'), at: Instant, step: z.number().int().nullable() }),
]);
export type RunnerEvent = z.infer<typeof RunnerEvent>;

const Envelope = {
  /** Grows by one over the whole agent; never reused. */
  seq: z.number().int().positive(),
  jobId: JobId,
  attempt: z.number().int().positive(),
};
/** What the agent's durable log holds: a runner's event, or a change of state that the agent saw. */
export const AgentEvent = z.discriminatedUnion('type', [
  z.object({
    ...Envelope,
    type: z.literal('state'),
    at: Instant,
    state: JobState,
    reason: z.string().max(1000).nullable(),
    failure: Failure.nullable(),
  }),
  z.object({ ...Envelope, type: z.literal('runner'), at: Instant, event: RunnerEvent }),
]);
export type AgentEvent = z.infer<typeof AgentEvent>;
