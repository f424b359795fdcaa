import { z } from 'zod';
import { EvaluationMetric, Failure } from './agent/index.ts';
import { Instant, listOf, Page, SearchText } from './common.ts';
import { HarnessAsked, HarnessInput, HarnessMeasured } from './harness.ts';
import {
  DatasetId,
  DatasetVersionId,
  EvaluationId,
  EvaluationRunId,
  JobId,
  ModelId,
  ModelVersionId,
  PoolId,
  ServiceId,
} from './ids.ts';
import { JobState } from './job-state.ts';
import { JudgeInput, JudgeState } from './judge.ts';
import { TaskName } from './task-name.ts';
import { FIGURE_METRICS, MAX_EVALUATED, USUAL_METRICS } from './values/evaluations.ts';

export const FigureMetric = z.enum(FIGURE_METRICS);
export type FigureMetric = z.infer<typeof FigureMetric>;

/** Answers have to be read whole to be filtered. */
export const MAX_EVALUATED_SAMPLES = 100_000;
/** Expected answers that are labels: no more different ones than this. */
export const MAX_CATEGORIES = 50;

/** What answers: a model version, which a job loads, or a service that runs. */
export const EvaluationTarget = z.union([
  z.strictObject({ modelVersionId: ModelVersionId }),
  z.strictObject({ serviceId: ServiceId }),
]);
export type EvaluationTarget = z.infer<typeof EvaluationTarget>;
const keyOf = (target: EvaluationTarget) =>
  'serviceId' in target ? target.serviceId : target.modelVersionId;

export const CreateEvaluationInput = z
  .strictObject({
    name: TaskName.optional(),
    targets: z
      .array(EvaluationTarget)
      .min(1, 'Choose at least one model or service.')
      .max(MAX_EVALUATED, `At most ${MAX_EVALUATED} models and services can be compared.`)
      .refine((targets) => new Set(targets.map(keyOf)).size === targets.length, 'Each can be chosen once.'),
    /** Published and ready; the last reply of every sample is the expected answer. */
    datasetVersionId: DatasetVersionId.optional(),
    /** Tasks of lm-evaluation-harness instead; they say what is measured and how long an answer is. */
    harness: HarnessInput.optional(),
    metrics: z.array(EvaluationMetric).min(1, 'Choose at least one metric.').default(USUAL_METRICS),
    /** A service that grades every answer. */
    judge: JudgeInput.optional(),
    /** Tokens an answer may have. */
    maxNewTokens: z.number().int().min(1).max(4096).default(32),
    /** Of the resampling behind confidence intervals: the same seed gives the same figures. */
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1)
      .default(0),
    /** The first public pool when absent. */
    poolId: PoolId.optional(),
    /** The smallest that holds the model when absent. */
    flavor: z.string().max(40).optional(),
  })
  .refine(({ datasetVersionId, harness }) => (datasetVersionId === undefined) !== (harness === undefined), {
    path: ['datasetVersionId'],
    message: 'Choose a dataset, or tasks of lm-evaluation-harness, one of the two.',
  });
export type CreateEvaluationInput = z.infer<typeof CreateEvaluationInput>;

export const EvaluationRef = z.strictObject({ id: EvaluationId });
export const DeleteEvaluationInput = EvaluationRef.extend({
  confirm: z.literal('DELETE', 'Write DELETE to confirm.'),
});
export const EvaluationDeleted = z.object({ id: EvaluationId, deleted: z.literal(true) });

/** A value and its 95 % interval: Wilson's for exact match and choices, a seeded bootstrap over samples for the others. */
export const Figure = z.object({ value: z.number(), lower: z.number(), upper: z.number() });
export type Figure = z.infer<typeof Figure>;
export const Figures = z.partialRecord(FigureMetric, Figure);
export type Figures = z.infer<typeof Figures>;

/** Why a figure may not hold any more. */
export const STALE_REASONS = [
  'dataset.newer',
  'dataset.gone',
  'model.newer',
  'model.gone',
  'service.changed',
  'service.gone',
] as const;
export const StaleReason = z.enum(STALE_REASONS);
export type StaleReason = z.infer<typeof StaleReason>;

/** One model or service of an evaluation, answered by one job. */
export const EvaluationRun = z.object({
  id: EvaluationRunId,
  kind: z.enum(['model-version', 'service']),
  /** Of the service's revision when it began, where a service answers. */
  modelVersionId: ModelVersionId,
  modelId: ModelId.nullable(),
  serviceId: ServiceId.nullable(),
  /** Present name; that of the beginning when it is gone. */
  name: z.string(),
  versionNumber: z.number().int().nullable(),
  jobId: JobId,
  state: JobState,
  phase: z.string().nullable(),
  reason: z.string().nullable(),
  failure: Failure.nullable(),
  step: z.number().int(),
  total: z.number().int(),
  remainingSeconds: z.number().nullable(),
  samples: z.number().int().nullable(),
  correct: z.number().int().nullable(),
  /** Share of answers that equal the expected one, 0–1. */
  accuracy: z.number().min(0).max(1).nullable(),
  metrics: Figures,
  /** Each task by itself, in the order they were chosen; none where a dataset was asked. */
  tasks: HarnessMeasured,
  cutAnswers: z.number().int(),
  cutQuestions: z.number().int(),
  /** How far its answers are graded; null without a judge, and until there are answers. */
  judging: z
    .object({
      state: JudgeState,
      graded: z.number().int(),
      /** Of them without a score: no reply of the judge could be read. */
      ungraded: z.number().int(),
      failure: z.string().nullable(),
    })
    .nullable(),
  stale: z.array(StaleReason),
  finishedAt: Instant.nullable(),
});
export type EvaluationRun = z.infer<typeof EvaluationRun>;

export const Evaluation = z.object({
  id: EvaluationId,
  name: z.string(),
  /** Of all runs together: active while one is, failed when one failed. */
  state: JobState,
  step: z.number().int(),
  total: z.number().int(),
  /** null: tasks of lm-evaluation-harness are asked, whose names stand in `datasetName`. */
  datasetVersionId: DatasetVersionId.nullable(),
  datasetId: DatasetId.nullable(),
  datasetName: z.string().nullable(),
  datasetVersionNumber: z.number().int().nullable(),
  harness: HarnessAsked.nullable(),
  metrics: z.array(FigureMetric),
  judge: z.object({ serviceId: ServiceId, serviceName: z.string(), rubric: z.string() }).nullable(),
  maxNewTokens: z.number().int(),
  seed: z.number().int(),
  runs: z.array(EvaluationRun),
  createdByName: z.string().nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export type Evaluation = z.infer<typeof Evaluation>;
export const ListEvaluationsInput = Page.extend({
  modelVersionId: ModelVersionId.optional(),
  datasetVersionId: DatasetVersionId.optional(),
  /** The evaluation that a job is part of. */
  jobId: JobId.optional(),
  search: SearchText,
});
export const EvaluationList = listOf(Evaluation);

/** How one run differs from the run they are all compared with. */
export const Difference = z.object({
  metric: FigureMetric,
  /** This run's value less the baseline's. */
  difference: z.number(),
  /** 95 %, by a paired bootstrap over the samples. */
  lower: z.number(),
  upper: z.number(),
  /** Two-sided: McNemar's exact test for exact match, the bootstrap's for the others. */
  p: z.number().min(0).max(1),
  significant: z.boolean(),
});
export type Difference = z.infer<typeof Difference>;
export const CompareEvaluationInput = EvaluationRef.extend({
  /** The first run that has answers when absent. */
  baseline: EvaluationRunId.optional(),
});
export const EvaluationComparison = z.object({
  baseline: EvaluationRunId.nullable(),
  runs: z.array(
    z.object({
      runId: EvaluationRunId,
      /** Samples that only this run or only the baseline got right. */
      onlyThis: z.number().int(),
      onlyBaseline: z.number().int(),
      differences: z.array(Difference),
    }),
  ),
});
export type EvaluationComparison = z.infer<typeof EvaluationComparison>;
