import { z } from 'zod';
import { Failure } from './agent/index.ts';
import { Instant, listOf, Page } from './common.ts';
import { DatasetVersionId, EvaluationId, JobId, ModelVersionId, PoolId } from './ids.ts';
import { JobState } from './job-state.ts';
import { TaskName } from './task-name.ts';

export const CreateEvaluationInput = z.strictObject({
  name: TaskName.optional(),
  modelVersionId: ModelVersionId,
  /** Published and ready; the last reply of every sample is the expected answer. */
  datasetVersionId: DatasetVersionId,
  /** Tokens an answer may have. */
  maxNewTokens: z.number().int().min(1).max(1024).default(32),
  /** The first public pool when absent. */
  poolId: PoolId.optional(),
  /** The smallest that holds the model when absent. */
  flavor: z.string().max(40).optional(),
});
export type CreateEvaluationInput = z.infer<typeof CreateEvaluationInput>;

export const EvaluationRef = z.strictObject({ id: EvaluationId });
export const Evaluation = z.object({
  id: EvaluationId,
  name: z.string(),
  jobId: JobId,
  state: JobState,
  reason: z.string().nullable(),
  failure: Failure.nullable(),
  step: z.number().int(),
  total: z.number().int(),
  modelVersionId: ModelVersionId,
  datasetVersionId: DatasetVersionId,
  samples: z.number().int().nullable(),
  correct: z.number().int().nullable(),
  /** Share of answers that equal the expected one, 0–1. */
  accuracy: z.number().min(0).max(1).nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export type Evaluation = z.infer<typeof Evaluation>;
export const ListEvaluationsInput = Page.extend({ modelVersionId: ModelVersionId.optional() });
export const EvaluationList = listOf(Evaluation);
