import { z } from 'zod';
import { HarnessResult } from './agent/index.ts';
import { SearchText, StorageUri } from './common.ts';

/** Tasks or groups of lm-evaluation-harness that one evaluation asks. */
export const MAX_HARNESS_TASKS = 20;
export const MOST_SHOTS = 32;

const TaskNames = z
  .array(z.string().trim().min(1).max(200))
  .min(1, 'Choose at least one task.')
  .max(MAX_HARNESS_TASKS, `At most ${MAX_HARNESS_TASKS} tasks can be asked at once.`)
  .refine((names) => new Set(names).size === names.length, 'Each task can be chosen once.');

/** Questions of lm-evaluation-harness instead of a dataset's. Nothing is fetched: the folder holds their data. */
export const HarnessInput = z.strictObject({
  /** Holds `OWNER/NAME/…` as the Hugging Face hub names data sets, with their parquet, jsonl, json or csv files. */
  folder: StorageUri,
  tasks: TaskNames,
  /** Examples before each question; null: as many as each task says. */
  fewShot: z.number().int().min(0).max(MOST_SHOTS).nullable().default(null),
  /** Questions of each task; null: all. */
  limit: z.number().int().min(1).max(100_000).nullable().default(null),
  batchSize: z.number().int().min(1).max(256).default(8),
  /** Questions go through the model's chat template, as they should for chat models alone. */
  chatTemplate: z.boolean().default(false),
});
export type HarnessInput = z.infer<typeof HarnessInput>;

/** A part of a data set that a task reads. */
export const HarnessData = z.object({
  repository: z.string(),
  subset: z.string().nullable(),
  split: z.string(),
});
export type HarnessData = z.infer<typeof HarnessData>;

export const HarnessOffer = z.object({
  name: z.string(),
  /** 1: a task; more: a group, whose figure is the mean over all its questions. */
  tasks: z.number().int().positive(),
  /** The likeliest of a question's choices is compared; otherwise what the model writes. */
  choice: z.boolean(),
  /** Examples before each question, unless told otherwise. */
  shots: z.number().int(),
  repositories: z.array(z.string()),
  /** What the folder lacks for it; none: it can be asked. The first few of many. */
  missing: z.array(HarnessData),
  /** Parts that more examples would be taken from, and that the folder lacks. */
  missingShots: z.array(HarnessData),
});
export type HarnessOffer = z.infer<typeof HarnessOffer>;
export const ListHarnessTasksInput = z.strictObject({ folder: StorageUri, search: SearchText });
/** Those that can be asked first. */
export const HarnessOffers = z.object({
  /** Of lm-evaluation-harness. */
  version: z.string(),
  items: z.array(HarnessOffer),
});
export type HarnessOffers = z.infer<typeof HarnessOffers>;

/** What an evaluation asks of the harness. */
export const HarnessAsked = HarnessInput.extend({ version: z.string() });
export type HarnessAsked = z.infer<typeof HarnessAsked>;
export const HarnessMeasured = z.array(HarnessResult);
