import { z } from 'zod';
import { METRICS } from '#lib/contracts/values/metrics.ts';
import { Failure, JobKind, LogLine, MetricName, Resources, RunnerResult } from './agent/index.ts';
import { Instant, listOf, Page, SearchText, StorageUri } from './common.ts';
import { DatasetVersionId, JobId, ModelId, ModelVersionId, PoolId } from './ids.ts';
import { JobState } from './job-state.ts';

/** Why a job waits or ended, when the platform (not the engine) says so; pages translate by this code. */
export const REASON_CODES = [
  'agent.unreachable',
  'agent.refused_token',
  'agent.resubmitted',
  'stopped.before_start',
  'stopped.by_person',
  'stopped.automatically',
] as const;
export const ReasonCode = z.enum(REASON_CODES);
export type ReasonCode = z.infer<typeof ReasonCode>;

/** Comma-separated in a query string, or a list. */
const commaList = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value),
    z.array(item).max(max),
  );

export const JobRef = z.strictObject({ id: JobId });
export const DeleteJobInput = z.strictObject({
  id: JobId,
  /** Typed by the person. */
  confirm: z.literal('DELETE', { error: 'Type DELETE to confirm.' }),
});
export const JobDeleted = z.object({ id: JobId, deleted: z.literal(true) });

export const JOB_SORTS = ['-createdAt', 'createdAt', 'name', '-name', 'state', '-state'] as const;
export const ListJobsInput = Page.extend({
  kind: JobKind.optional(),
  state: commaList(JobState, 9).optional(),
  search: SearchText,
  modelVersionId: ModelVersionId.optional(),
  datasetVersionId: DatasetVersionId.optional(),
  template: z.string().max(80).optional(),
  sort: z.enum(JOB_SORTS).default('-createdAt'),
});
export type ListJobsInput = z.infer<typeof ListJobsInput>;

export const JobSummary = z.object({
  id: JobId,
  kind: JobKind,
  name: z.string(),
  description: z.string(),
  state: JobState,
  reason: z.string().nullable(),
  reasonCode: ReasonCode.nullable(),
  failure: Failure.nullable(),
  /** From 1; a resume adds one. */
  attempt: z.number().int().positive(),
  priority: z.number().int(),
  poolId: PoolId,
  template: z.string().nullable(),
  modelVersionId: ModelVersionId.nullable(),
  datasetVersionId: DatasetVersionId.nullable(),
  outputModelId: ModelId.nullable(),
  outputModelName: z.string().nullable(),
  phase: z.string().nullable(),
  step: z.number().int(),
  total: z.number().int(),
  /** 0–1; null before anything is known. */
  progress: z.number().min(0).max(1).nullable(),
  remainingSeconds: z.number().nullable(),
  /** Where a resume goes on; null: from the beginning. */
  checkpointStep: z.number().int().nullable(),
  estimatedSeconds: z.number().nullable(),
  estimatedFen: z.number().int().nullable(),
  /** Id of the user. */
  createdBy: z.string(),
  createdByName: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
});
export type JobSummary = z.infer<typeof JobSummary>;

/** A thing that a job reads or makes, by the name people know; `gone` when it was deleted since. */
export const JobLink = z.object({
  kind: z.enum(['model-version', 'dataset-version', 'model', 'pool']),
  id: z.string(),
  /** The model or dataset that the version belongs to. */
  parentId: z.string().nullable(),
  name: z.string(),
  number: z.number().int().nullable(),
  gone: z.boolean(),
});
export type JobLink = z.infer<typeof JobLink>;

export const CurveSummary = z.object({
  metric: MetricName,
  firstStep: z.number().int(),
  lastStep: z.number().int(),
  count: z.number().int(),
  min: z.number(),
  max: z.number(),
  last: z.number(),
});
export type CurveSummary = z.infer<typeof CurveSummary>;

export const JobDetail = JobSummary.extend({
  /** What the person asked for, as validated. */
  request: z.record(z.string(), z.unknown()),
  resources: Resources,
  /** Seconds of running; null: no limit. */
  autoStopSeconds: z.number().int().nullable(),
  outputUri: StorageUri.nullable(),
  keepLogsUri: StorageUri.nullable(),
  logsKeptAt: Instant.nullable(),
  result: RunnerResult.nullable(),
  links: z.array(JobLink),
  curves: z.array(CurveSummary),
});
export type JobDetail = z.infer<typeof JobDetail>;
export const JobList = listOf(JobSummary);
export type JobList = z.infer<typeof JobList>;

export const JobEvent = z.object({
  /** From 1 within the job. */
  number: z.number().int().positive(),
  at: Instant,
  attempt: z.number().int().positive(),
  type: z.enum(['state', 'checkpoint', 'artifact', 'resumed', 'notice']),
  state: JobState.nullable(),
  message: z.string().nullable(),
  /** By type: checkpoint {step}, artifact {name, uri, sizeBytes}, resumed {step}, state {failure?}, notice {code}. */
  data: z.record(z.string(), z.unknown()).nullable(),
});
export type JobEvent = z.infer<typeof JobEvent>;
export const ListJobEventsInput = Page.extend({ id: JobId, order: z.enum(['asc', 'desc']).default('asc') });
export const JobEventList = listOf(JobEvent);
export type JobEventList = z.infer<typeof JobEventList>;

export const ReadJobLogsInput = z.object({
  id: JobId,
  /** First line wanted; negative counts from the end. */
  from: z.coerce.number().int().default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  /** Only lines holding this text (no pattern, any case). */
  search: z.string().max(200).optional(),
  /** Wait up to this many seconds for lines after `from` when there are none yet. */
  waitSeconds: z.coerce.number().min(0).max(25).default(0),
});
export const JobLogs = z.object({
  lines: z.array(LogLine),
  next: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  /** Nothing more will be written. */
  ended: z.boolean(),
  /** `kept`: from the copy in the object store; `none`: nothing was written yet, or the time of keeping is over. */
  source: z.enum(['agent', 'kept', 'none']),
});
export type JobLogs = z.infer<typeof JobLogs>;

export const JobMetricsInput = z.object({
  id: JobId,
  /** All when absent. */
  metrics: commaList(MetricName, METRICS.length).optional(),
  fromStep: z.coerce.number().int().min(0).optional(),
  toStep: z.coerce.number().int().min(0).optional(),
  /** Columns wanted at most: the pixels of the chart's width. */
  points: z.coerce.number().int().min(1).max(4000).default(1000),
});
export const Curve = CurveSummary.extend({
  /**
   * Column i covers the steps from `step[i]` to just before the next multiple of `width`, cut to the range asked for;
   * its extremes equal the raw data's. Columns without a point are absent.
   */
  columns: z.object({
    step: z.array(z.number().int()),
    min: z.array(z.number()),
    max: z.array(z.number()),
    last: z.array(z.number()),
  }),
});
export type Curve = z.infer<typeof Curve>;
export const JobMetrics = z.object({
  id: JobId,
  state: JobState,
  fromStep: z.number().int(),
  toStep: z.number().int(),
  /** Steps a column covers. */
  width: z.number().int().positive(),
  curves: z.array(Curve),
});
export type JobMetrics = z.infer<typeof JobMetrics>;
