import { z } from 'zod';
import { Instant, listOf, Page, SearchText, StorageUri } from './common.ts';
import { DatasetId, DatasetVersionId } from './ids.ts';
import { DATASET_FORMATS, DATASET_STATES } from './values/datasets.ts';

export const DatasetFormat = z.enum(DATASET_FORMATS);
export type DatasetFormat = z.infer<typeof DatasetFormat>;

export const MAX_LISTED_PROBLEMS = 100;

/** 1–64 characters: Chinese, letters, digits, `_ - .`, starting with Chinese or a letter. */
export const DatasetName = z
  .string()
  .trim()
  .min(1, 'A dataset name needs 1 to 64 characters.')
  .max(64, 'A dataset name needs 1 to 64 characters.')
  .regex(/^[\p{Script=Han}A-Za-z]/u, 'A dataset name starts with a Chinese character or a letter.')
  .regex(
    /^[\p{Script=Han}A-Za-z0-9_.-]*$/u,
    'A dataset name holds only Chinese characters, letters, digits, underscores, hyphens and dots.',
  );
export const DatasetDescription = z.string().max(1000, 'A description has at most 1000 characters.');

export const Message = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });
export type Message = z.infer<typeof Message>;
/** A line of the canonical file. */
export const Sample = z.object({ messages: z.array(Message).min(1) });

/** Pages translate a problem by its code and values; `reason` is the English sentence. */
export const PROBLEM_CODES = [
  'file.empty',
  'file.missing',
  'file.too_large',
  'file.encoding_gbk',
  'file.encoding_utf16',
  'file.encoding_unknown',
  'file.no_samples',
  'file.not_list',
  'file.cut_off',
  'file.not_xlsx',
  'file.zip_too_large',
  'file.columns_missing',
  'file.column_twice',
  'file.quote_open',
  'file.import_failed',
  'file.disk_full',
  'row.not_json',
  'row.not_object',
  'row.not_utf8',
  'row.too_long',
  'row.key_twice',
  'row.column_count',
  'field.missing',
  'field.empty',
  'field.wrong_type',
  'field.not_positive_integer',
  'field.too_long',
  'field.half_character',
  'field.turn_order',
  'field.formula_error',
] as const;
export const ProblemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof ProblemCode>;
export const Problem = z.object({
  /** Line of a jsonl or csv file, element of a json list, row of a sheet; from 1. null: the file as a whole. */
  row: z.number().int().positive().nullable(),
  field: z.string().nullable(),
  code: ProblemCode,
  reason: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Problem = z.infer<typeof Problem>;
export const Problems = z.object({
  total: z.number().int().positive(),
  /** The first 100 in file order. */
  first: z.array(Problem).max(MAX_LISTED_PROBLEMS),
});
export type Problems = z.infer<typeof Problems>;

const count = z.number().int().nonnegative();
/** `to` null: open above. Both included. */
export const Bin = z.object({ from: count, to: count.nullable(), count });
const Spread = z.object({ min: count, mean: z.number(), p50: count, p95: count, max: count });
/** Found, counted and listed, but no reason to refuse. */
export const Finding = z.object({ total: count, samples: z.array(z.number().int().positive()).max(20) });
export const DatasetStatistics = z.object({
  samples: count,
  turns: count,
  characters: count,
  /** Of a sample, estimated from its kinds of characters; no tokenizer has seen it. */
  tokens: z.object({ estimated: z.literal(true), total: count, spread: Spread, bins: z.array(Bin) }),
  turnBins: z.array(Bin),
  duplicates: Finding,
  emptyReplies: Finding,
  /** Fields of the file that no format knows: left out. */
  ignoredFields: z.array(z.object({ field: z.string(), count })).max(20),
  ignoredSheets: z.array(z.string()).max(20),
});
export type DatasetStatistics = z.infer<typeof DatasetStatistics>;

export const IMPORT_STATES = ['importing', 'ready', 'refused'] as const;
export const DatasetVersion = z.object({
  id: DatasetVersionId,
  datasetId: DatasetId,
  /** From 1; never reused. */
  number: z.number().int().positive(),
  format: DatasetFormat,
  source: StorageUri,
  sourceBytes: count,
  state: z.enum(IMPORT_STATES),
  bytesDone: count,
  samples: count.nullable(),
  published: z.boolean(),
  publishedAt: Instant.nullable(),
  problemCount: count,
  createdByName: z.string().nullable(),
  createdAt: Instant,
});
export type DatasetVersion = z.infer<typeof DatasetVersion>;
export const DatasetVersionDetail = DatasetVersion.extend({
  datasetName: z.string(),
  statistics: DatasetStatistics.nullable(),
  problems: Problems.nullable(),
  /** Storage address of the samples as the engine reads them. */
  canonical: StorageUri.nullable(),
});
export type DatasetVersionDetail = z.infer<typeof DatasetVersionDetail>;

export const DatasetState = z.enum(DATASET_STATES);
export type DatasetState = z.infer<typeof DatasetState>;
export const Dataset = z.object({
  id: DatasetId,
  name: DatasetName,
  description: z.string(),
  state: DatasetState,
  versions: count,
  /** Newest version; null when all were deleted. */
  latest: DatasetVersion.nullable(),
  createdByName: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Dataset = z.infer<typeof Dataset>;
export const DatasetList = listOf(Dataset);
export type DatasetList = z.infer<typeof DatasetList>;
export const DATASET_SORTS = ['-createdAt', 'createdAt', 'name', '-name', 'updatedAt', '-updatedAt'] as const;
const commaList = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value),
    z.array(item).max(max),
  );
export const ListDatasetsInput = Page.extend({
  /** Part of the name or the description, any case. */
  search: SearchText,
  state: commaList(DatasetState, 5).optional(),
  sort: z.enum(DATASET_SORTS).default('-createdAt'),
});
export type ListDatasetsInput = z.infer<typeof ListDatasetsInput>;

export const CreateDatasetInput = z.strictObject({
  name: DatasetName,
  description: DatasetDescription.default(''),
  /** A file in one of the account's buckets. */
  source: StorageUri,
  /** What the file shows itself to be when absent. */
  format: DatasetFormat.optional(),
});
export const DatasetRef = z.strictObject({ id: DatasetId });
export const UpdateDatasetInput = z.strictObject({
  id: DatasetId,
  name: DatasetName.optional(),
  description: DatasetDescription.optional(),
});
const Confirm = z.literal('DELETE', { error: 'Type DELETE to confirm.' });
export const DeleteDatasetInput = z.strictObject({ id: DatasetId, confirm: Confirm });
export const CreateDatasetVersionInput = z.strictObject({
  id: DatasetId,
  source: StorageUri,
  format: DatasetFormat.optional(),
});
const VersionNumber = z.coerce.number().int().min(1).max(1_000_000);
export const DatasetVersionRef = z.strictObject({ id: DatasetId, number: VersionNumber });
export const DeleteDatasetVersionInput = DatasetVersionRef.extend({ confirm: Confirm });
export const ListDatasetVersionsInput = Page.extend({ id: DatasetId });
export const DatasetVersionList = listOf(DatasetVersion);
export type DatasetVersionList = z.infer<typeof DatasetVersionList>;

/** Versions of all datasets, for forms that choose one. */
export const FindDatasetVersionsInput = Page.extend({
  search: SearchText,
  published: z.boolean().default(true),
});
export const NamedDatasetVersion = DatasetVersion.extend({ datasetName: z.string() });
export type NamedDatasetVersion = z.infer<typeof NamedDatasetVersion>;
export const NamedDatasetVersionList = listOf(NamedDatasetVersion);
export type NamedDatasetVersionList = z.infer<typeof NamedDatasetVersionList>;

export const PreviewInput = z.strictObject({
  id: DatasetId,
  number: VersionNumber,
  /** First sample wanted, from 1. With `search`: where the search starts. */
  from: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** Only samples holding this text, any case. */
  search: SearchText,
});
export const PreviewSample = z.object({
  /** From 1. */
  number: z.number().int().positive(),
  messages: z.array(Message.extend({ cut: z.boolean() })),
  /** Turns beyond those shown. */
  moreMessages: count,
});
export type PreviewSample = z.infer<typeof PreviewSample>;
export const Preview = z.object({
  items: z.array(PreviewSample),
  /** `from` of what follows; null at the end. */
  next: z.number().int().positive().nullable(),
  total: count,
  /** Samples looked through by this call: a search stops after a while and goes on at `next`. */
  scanned: count,
});
export type Preview = z.infer<typeof Preview>;

export const DetectFormatInput = z.strictObject({ source: StorageUri });
export const DetectedFormat = z.object({
  source: StorageUri,
  sizeBytes: count,
  /** null: it shows none of them. */
  format: DatasetFormat.nullable(),
  /** Why it cannot be imported as it is. */
  problem: Problem.nullable(),
});
export type DetectedFormat = z.infer<typeof DetectedFormat>;
export const DatasetDeleted = z.object({ deleted: z.literal(true) });
