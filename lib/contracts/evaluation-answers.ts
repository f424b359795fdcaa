import { z } from 'zod';
import { SearchText } from './common.ts';
import { EvaluationRef, FigureMetric } from './evaluations.ts';
import { EvaluationRunId } from './ids.ts';

const AnswerFilter = {
  /** Only what this run got wrong. */
  wrong: EvaluationRunId.optional(),
  /** Only where the models' answers differ. */
  disagreement: z.stringbool().optional(),
  /** Only samples with this expected answer. */
  category: z.string().max(4000).optional(),
  /** Only questions of this task of lm-evaluation-harness. */
  task: z.string().max(200).optional(),
  search: SearchText,
};
export const ListEvaluationAnswersInput = EvaluationRef.extend({
  ...AnswerFilter,
  /** Sample number to go on after. */
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListEvaluationAnswersInput = z.infer<typeof ListEvaluationAnswersInput>;
export const ExportEvaluationInput = EvaluationRef.extend({
  ...AnswerFilter,
  format: z.enum(['csv', 'jsonl']).default('csv'),
});
export const EvaluationAnswer = z.object({
  runId: EvaluationRunId,
  answer: z.string(),
  correct: z.boolean(),
  /** Still going on at the limit of tokens. */
  cut: z.boolean(),
  /** Where the question is a choice and the model's likelihoods were asked for: the sum over the choice's tokens. */
  choices: z.array(z.object({ text: z.string(), logLikelihood: z.number() })),
  /** A judge's grade; no score where its replies held none, with its last reply as the reason. */
  grade: z.object({ score: z.number().nullable(), reason: z.string() }).nullable(),
  metrics: z.partialRecord(FigureMetric, z.number()),
});
export const EvaluationSample = z.object({
  /** Place in the dataset, from 1. */
  number: z.number().int(),
  /** The task of lm-evaluation-harness that asked; null: a dataset did. */
  task: z.string().nullable(),
  question: z.string(),
  expected: z.string(),
  answers: z.array(EvaluationAnswer),
});
export type EvaluationSample = z.infer<typeof EvaluationSample>;
export const EvaluationAnswers = z.object({
  items: z.array(EvaluationSample),
  /** For `after`; null at the end. */
  next: z.number().int().nullable(),
  /** Samples under the filter. */
  total: z.number().int(),
  /** Expected answers, when they are few enough to be labels, with how many samples have each. */
  categories: z.array(z.object({ label: z.string(), samples: z.number().int() })),
  /** Tasks of lm-evaluation-harness with their number of questions, in the order they were asked; empty for a dataset. */
  tasks: z.array(z.object({ name: z.string(), samples: z.number().int() })),
});
export type EvaluationAnswers = z.infer<typeof EvaluationAnswers>;

export const GetConfusionInput = EvaluationRef.extend({ runId: EvaluationRunId });
export const Confusion = z.object({
  /** Expected labels; empty when the expected answers are no labels. */
  labels: z.array(z.string()),
  /** A row an expected label; a column an answered one, and last what is none of them. */
  counts: z.array(z.array(z.number().int())),
});
export type Confusion = z.infer<typeof Confusion>;
