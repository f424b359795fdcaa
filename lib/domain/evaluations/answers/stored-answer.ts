import { z } from 'zod';

/** A line of answers.jsonl, as the engine writes it. */
export const StoredAnswer = z.object({
  number: z.number().int(),
  /** Of lm-evaluation-harness; a dataset has none. */
  task: z.string().optional(),
  question: z.string(),
  expected: z.string(),
  answer: z.string(),
  correct: z.boolean(),
  cut: z.boolean(),
  rouge_1: z.number(),
  rouge_2: z.number(),
  rouge_l: z.number(),
  bleu_4: z.number(),
  /** Answer's and expected length, matching n-grams of 1–4, n-grams of 1–4 in the answer. */
  bleuCounts: z.array(z.number()).length(10),
  /** Negative log-likelihood of the expected reply's tokens; a service gives none. */
  loss: z.number().optional(),
  tokens: z.number().optional(),
  /** What the question may be answered with, and how likely the model finds each; only where it is a choice. */
  choices: z.array(z.string()).optional(),
  choiceScores: z.array(z.number()).optional(),
  choiceCorrect: z.boolean().optional(),
  choiceNormCorrect: z.boolean().optional(),
  /** Not in the file: a judge's, from the database. */
  grade: z.object({ score: z.number().nullable(), reason: z.string() }).optional(),
});
export type StoredAnswer = z.infer<typeof StoredAnswer>;
