import { z } from 'zod';
import { Instant } from './common.ts';
import { Figure, FigureMetric, StaleReason } from './evaluations.ts';
import { DatasetVersionId, EvaluationId, EvaluationRunId, ModelId } from './ids.ts';

export const LeaderboardInput = z.object({ metric: FigureMetric.default('exact_match') });
/** What models are measured on: a version of a dataset, or a task on the same data with the same settings. */
const LeaderboardColumn = z.object({
  key: z.string(),
  name: z.string(),
  datasetVersionId: DatasetVersionId.nullable(),
  versionNumber: z.number().int().nullable(),
  task: z
    .object({
      fewShot: z.number().int(),
      limit: z.number().int().nullable(),
      chatTemplate: z.boolean(),
      dataSha256: z.string(),
    })
    .nullable(),
});
export type LeaderboardColumn = z.infer<typeof LeaderboardColumn>;
/** A model or service over every dataset it was measured on; the newest figure of each. */
export const LeaderboardEntry = z.object({
  key: z.string(),
  kind: z.enum(['model-version', 'service']),
  name: z.string(),
  versionNumber: z.number().int().nullable(),
  modelId: ModelId.nullable(),
  figures: z.array(
    z.object({
      /** Of the column. */
      column: z.string(),
      evaluationId: EvaluationId,
      runId: EvaluationRunId,
      figure: Figure,
      samples: z.number().int(),
      maxNewTokens: z.number().int(),
      stale: z.array(StaleReason),
      finishedAt: Instant.nullable(),
    }),
  ),
});
export type LeaderboardEntry = z.infer<typeof LeaderboardEntry>;
export const Leaderboard = z.object({
  metric: FigureMetric,
  datasets: z.array(LeaderboardColumn),
  entries: z.array(LeaderboardEntry),
});
export type Leaderboard = z.infer<typeof Leaderboard>;
