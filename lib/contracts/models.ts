import { z } from 'zod';
import { EvaluationMetric, Failure, JobKind } from './agent/index.ts';
import { commaList, Instant, listOf, Page, SearchText, StorageUri } from './common.ts';
import { GateEvaluation, VersionGate } from './gate.ts';
import { EvaluationId, JobId, ModelId, ModelVersionId, PoolId, ServiceId } from './ids.ts';
import { JobState } from './job-state.ts';
import { MAX_MODEL_DESCRIPTION, MODEL_ORIGINS, VERSION_STATES } from './values/models.ts';
import { nameProblem } from './values/names.ts';

const MODEL_NAME_PROBLEMS = {
  length: 'A model name needs 1 to 64 characters.',
  start: 'A model name starts with a Chinese character or a letter.',
  characters: 'A model name holds only Chinese characters, letters, digits, underscores, hyphens and dots.',
} as const;

/** 1–64 characters: Chinese, letters, digits, `_ - .`, starting with Chinese or a letter. */
export const ModelName = z
  .string()
  .trim()
  .max(200, MODEL_NAME_PROBLEMS.length)
  .superRefine((name, ctx) => {
    const problem = nameProblem(name);
    if (problem) ctx.addIssue({ code: 'custom', message: MODEL_NAME_PROBLEMS[problem] });
  });
export const ModelDescription = z
  .string()
  .max(MAX_MODEL_DESCRIPTION, `A description has at most ${MAX_MODEL_DESCRIPTION} characters.`);

export const VersionState = z.enum(VERSION_STATES);
export type VersionState = z.infer<typeof VersionState>;
export const ModelOrigin = z.enum(MODEL_ORIGINS);
export type ModelOrigin = z.infer<typeof ModelOrigin>;

/** `recommended`: weights that the installation holds and has verified; `own`: a folder in the object store. */
export const WeightsChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recommended') }),
  z.strictObject({
    kind: z.literal('own'),
    uri: StorageUri,
    /** Runs a weight-check job; off: only the presence of config.json and weight files is looked at. */
    check: z.boolean().default(true),
  }),
]);
export type WeightsChoice = z.infer<typeof WeightsChoice>;

export const CreateModelInput = z.strictObject({
  template: z.string().min(1).max(80),
  name: ModelName,
  description: ModelDescription.default(''),
  weights: WeightsChoice,
  /** Where the weight check runs; the first public pool when absent. */
  poolId: PoolId.optional(),
});
export type CreateModelInput = z.infer<typeof CreateModelInput>;

export const VersionNumber = z.coerce.number().int().min(1).max(100_000);
export const CreateVersionInput = z.strictObject({
  modelId: ModelId,
  description: ModelDescription.default(''),
  /** Number of the version of this model that the new weights come from. */
  baseVersion: VersionNumber,
  /** Folder of the new weights. */
  weights: StorageUri,
  check: z.boolean().default(true),
  poolId: PoolId.optional(),
});
export type CreateVersionInput = z.infer<typeof CreateVersionInput>;

export const VersionSummary = z.object({
  id: ModelVersionId,
  modelId: ModelId,
  /** Shown as V001. */
  number: z.number().int(),
  state: VersionState,
  failure: Failure.nullable(),
  description: z.string(),
  weights: StorageUri,
  baseVersion: z.number().int().nullable(),
  parameters: z.number().nullable(),
  sizeBytes: z.number().nullable(),
  /** Tokens. */
  contextLength: z.number().int().nullable(),
  checkJobId: JobId.nullable(),
  madeByJobId: JobId.nullable(),
  /** What its compression may cost and did; null: nothing was asked of it. */
  gate: VersionGate.nullable(),
  createdAt: Instant,
});
export type VersionSummary = z.infer<typeof VersionSummary>;

/** A version with the names of what it belongs to, for forms that are given its id alone. */
export const NamedModelVersion = VersionSummary.extend({
  modelName: z.string(),
  template: z.string(),
  templateName: z.string(),
});
export type NamedModelVersion = z.infer<typeof NamedModelVersion>;
export const ModelVersionRef = z.strictObject({ id: ModelVersionId });

export const ModelSummary = z.object({
  id: ModelId,
  name: z.string(),
  description: z.string(),
  template: z.string(),
  templateName: z.string(),
  origin: ModelOrigin,
  /** Of the newest version. */
  state: VersionState,
  failure: Failure.nullable(),
  latestVersion: z.number().int(),
  versionCount: z.number().int(),
  createdBy: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ModelSummary = z.infer<typeof ModelSummary>;

export const ModelDetail = ModelSummary.extend({
  versions: z.array(VersionSummary),
  /** What stands in the way of deleting the model; empty: nothing. */
  blockedBy: z.array(
    z.object({
      /** A job, or for `serve` a service. */
      id: z.union([JobId, ServiceId]),
      name: z.string(),
      kind: JobKind,
      versionNumber: z.number().int(),
    }),
  ),
});
export type ModelDetail = z.infer<typeof ModelDetail>;

export const VersionDetail = VersionSummary.extend({
  modelName: z.string(),
  template: z.string(),
  templateName: z.string(),
  versionCount: z.number().int(),
  /** null: no gate, nothing measured both, or no right to see evaluations. */
  gateEvaluation: GateEvaluation.nullable(),
  /** A weight-check job that runs now, with its progress. */
  check: z.object({ jobId: JobId, state: JobState, reason: z.string().nullable() }).nullable(),
  blockedBy: ModelDetail.shape.blockedBy,
});
export type VersionDetail = z.infer<typeof VersionDetail>;

export const MODEL_SORTS = ['-createdAt', 'createdAt', 'name', '-name'] as const;
export const ListModelsInput = Page.extend({
  search: SearchText,
  state: commaList(VersionState).optional(),
  origin: commaList(ModelOrigin).optional(),
  template: commaList(z.string().max(80)).optional(),
  sort: z.enum(MODEL_SORTS).default('-createdAt'),
});
export const ModelList = listOf(ModelSummary);
export type ModelList = z.infer<typeof ModelList>;

export const ModelRef = z.strictObject({ modelId: ModelId });
export const VersionRef = z.strictObject({ modelId: ModelId, number: VersionNumber });
export const UpdateModelInput = ModelRef.extend({
  name: ModelName.optional(),
  description: ModelDescription.optional(),
});
export const CheckVersionInput = VersionRef.extend({ poolId: PoolId.optional() });
export const OverruleGateInput = VersionRef.extend({
  reason: z.string().trim().min(1, 'Say why it may be deployed all the same.').max(500),
});
/** Typed by the person. */
const Confirm = { confirm: z.literal('DELETE', { error: 'Type DELETE to confirm.' }) };
export const DeleteModelInput = ModelRef.extend(Confirm);
export const DeleteVersionInput = VersionRef.extend(Confirm);
export const Deleted = z.object({ deleted: z.literal(true) });
export const ListModelTaskRecordsInput = Page.extend({ modelId: ModelId, version: VersionNumber.optional() });

export const LineageNode = z.object({
  /** Unique in the graph. */
  id: z.string(),
  kind: z.enum(['template', 'model-version', 'dataset-version', 'evaluation', 'service']),
  name: z.string(),
  number: z.number().int().nullable(),
  state: z.string().nullable(),
  /** Model or dataset the version belongs to; the slug for a template; a service or an evaluation is its own. */
  parentId: z.string().nullable(),
  /** It was deleted since; the name is the last one known. */
  gone: z.boolean(),
  /** By the newest evaluation of a version or service, or the best of an evaluation; its first metric. */
  figure: z.object({ metric: EvaluationMetric, value: z.number(), evaluationId: EvaluationId }).nullable(),
  /** The version that was asked for. */
  focus: z.boolean(),
});
export type LineageNode = z.infer<typeof LineageNode>;
export const LineageEdge = z.object({
  from: z.string(),
  to: z.string(),
  job: z.object({ id: JobId, kind: JobKind, name: z.string(), state: JobState }).nullable(),
});
export type LineageEdge = z.infer<typeof LineageEdge>;
export const LineageGraph = z.object({
  nodes: z.array(LineageNode),
  edges: z.array(LineageEdge),
  /** More relatives exist than the graph shows. */
  truncated: z.boolean(),
});
export type LineageGraph = z.infer<typeof LineageGraph>;
