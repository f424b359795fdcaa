import { z } from 'zod';
import { commaList, listOf, Page, SearchText, StorageUri } from './common.ts';
import { JobId, ModelId, ModelVersionId, ServiceId } from './ids.ts';
import { JobState } from './job-state.ts';
import { JobSummary } from './jobs.ts';
import { ServiceState } from './services.ts';

/** A short text that a person may read in either language. */
export const Localised = z.object({ zh: z.string(), en: z.string() });
export type Localised = z.infer<typeof Localised>;

export const TEMPLATE_TYPES = ['text-generation', 'image-understanding'] as const;
export const TemplateType = z.enum(TEMPLATE_TYPES);
export type TemplateType = z.infer<typeof TemplateType>;

export const SCENARIOS = [
  'chat',
  'long-reasoning',
  'code',
  'mathematics',
  'translation',
  'writing',
  'summary',
  'multilingual',
  'text-reasoning',
  'image-understanding',
  'classification',
] as const;
export const Scenario = z.enum(SCENARIOS);
export type Scenario = z.infer<typeof Scenario>;

export const LANGUAGES = ['zh', 'en'] as const;

export const QUANTISATIONS = ['none', 'awq-w4a16', 'smoothquant-w8a8'] as const;
export const Quantisation = z.enum(QUANTISATIONS);
export type Quantisation = z.infer<typeof Quantisation>;

/** Classes of parameter counts, in billions: up to 3, up to 10, up to 40, above; `any` has no fixed size. */
export const SIZE_CLASSES = ['tiny', 'small', 'medium', 'large', 'any'] as const;
export const SizeClass = z.enum(SIZE_CLASSES);
export type SizeClass = z.infer<typeof SizeClass>;

export const TEMPLATE_ACTIONS = [
  'create',
  'tune-full',
  'tune-lora',
  'compress-smoothquant-w8a8',
  'compress-awq-w4a16',
  'evaluate',
  'deploy',
] as const;
export const TemplateAction = z.enum(TEMPLATE_ACTIONS);
export type TemplateAction = z.infer<typeof TemplateAction>;

/** Why something cannot be done with a template here; `message` is English, pages translate the code. */
export const AbilityReason = z.object({
  code: z.enum([
    /** The support tables do not list it. */
    'not-supported',
    'quantised-only-deploys',
    'only-from-compression',
    'own-weights-needed',
    /** They come with the Studio and are being put into the object store. */
    'weights-preparing',
    'no-cluster',
    'no-engine',
    'engine-installing',
    /** The engine never runs code that lies beside weights, and the structure exists only there. */
    'needs-own-code',
    'memory',
  ]),
  message: z.string(),
  neededBytes: z.number().optional(),
  availableBytes: z.number().optional(),
});
export type AbilityReason = z.infer<typeof AbilityReason>;

export const Ability = z.object({
  action: TemplateAction,
  /** The support tables allow it for this template. */
  supported: z.boolean(),
  /** And this cluster can do it now. */
  runnable: z.boolean(),
  /** null when runnable without any remark. */
  reason: AbilityReason.nullable(),
});
export type Ability = z.infer<typeof Ability>;

export const RecommendedWeights = z.object({
  uri: StorageUri,
  sizeBytes: z.number(),
  parameters: z.number().nullable(),
});

export const TemplateSummary = z.object({
  slug: z.string(),
  name: z.string(),
  series: z.string(),
  type: TemplateType,
  scenarios: z.array(Scenario),
  languages: z.array(z.enum(LANGUAGES)),
  /** Billions of parameters; null when the weights decide it. */
  sizeBillion: z.number().nullable(),
  sizeClass: SizeClass,
  /** Tokens of one request and its answer together; null when the weights decide it. */
  contextLength: z.number().int().nullable(),
  quantisation: Quantisation,
  builtIn: z.boolean(),
  summary: Localised,
  /** Weights that are on this installation; null: bring a folder of your own. */
  recommendedWeights: RecommendedWeights.nullable(),
  /** This account's newest ready version of a model of this template. */
  ownVersionId: ModelVersionId.nullable(),
  abilities: z.array(Ability),
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

export const TemplateDetail = TemplateSummary.extend({
  introduction: Localised,
  useCases: z.array(Localised),
  /** Other templates of the same series, this one included. */
  siblings: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      sizeBillion: z.number().nullable(),
      contextLength: z.number().int().nullable(),
      quantisation: Quantisation,
    }),
  ),
  /** What the weight check compares with. */
  expected: z.object({
    architecture: z.string().nullable(),
    modelType: z.string().nullable(),
    config: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
  /** A file of the published weights that must be changed before they run here. */
  weightsNote: Localised.nullable(),
});
export type TemplateDetail = z.infer<typeof TemplateDetail>;

export const ListTemplatesInput = Page.extend({
  search: SearchText,
  series: commaList(z.string().max(50)).optional(),
  type: commaList(TemplateType).optional(),
  scenario: commaList(Scenario).optional(),
  language: commaList(z.enum(LANGUAGES)).optional(),
  size: commaList(SizeClass).optional(),
  quantisation: commaList(Quantisation).optional(),
});
const Count = z.object({ value: z.string(), count: z.number().int() });
/** Counts under the other filters: what choosing the value would show. */
export const TemplateFacets = z.object({
  series: z.array(Count),
  type: z.array(Count),
  scenario: z.array(Count),
  language: z.array(Count),
  size: z.array(Count),
  quantisation: z.array(Count),
});
export type TemplateFacets = z.infer<typeof TemplateFacets>;
export const TemplateList = listOf(TemplateSummary).extend({ facets: TemplateFacets });
export type TemplateList = z.infer<typeof TemplateList>;

export const GetTemplateInput = z.strictObject({ slug: z.string().max(80) });

/** A job seen from a template, a model or a version; the version is the one it worked on. */
/** A job, or a deployment: then `id` and `state` are the service's. */
export const TaskRecord = JobSummary.extend({
  id: z.union([JobId, ServiceId]),
  state: z.union([JobState, ServiceState]),
  modelId: ModelId.nullable(),
  modelName: z.string().nullable(),
  versionNumber: z.number().int().nullable(),
});
export type TaskRecord = z.infer<typeof TaskRecord>;
export const TaskRecordList = listOf(TaskRecord);
export type TaskRecordList = z.infer<typeof TaskRecordList>;
export const ListTemplateTaskRecordsInput = Page.extend({ slug: z.string().max(80) });
