import { z } from 'zod';
import { RouteId } from './api-keys.ts';
import { commaList, Instant, listOf } from './common.ts';
import {
  ApiKeyId,
  CallId,
  ModelId,
  PresetId,
  ServiceGroupId,
  ServiceId,
  ServiceInstanceId,
  UserId,
} from './ids.ts';
import { BREAKDOWNS, PLAYGROUND_CALLER } from './values/calls.ts';

export const CallerId = z.union([ApiKeyId, ServiceGroupId, z.literal(PLAYGROUND_CALLER)], {
  error: 'expected key_…, grp_… or playground',
});

const MAX_RANGE_DAYS = 400;
/** Times are widened to whole minutes; a week back and more to whole hours. The answer says what it covers. */
const CallFilter = {
  /** A day before `to` when absent. */
  from: Instant.optional(),
  /** Now when absent. */
  to: Instant.optional(),
  routeId: commaList(RouteId).optional(),
  /** Every service that was made from these models. */
  modelId: commaList(ModelId).optional(),
  callerId: commaList(CallerId).optional(),
};
type Range = { from?: string; to?: string };
const inOrder = ({ from, to }: Range) => !from || !to || Date.parse(from) < Date.parse(to);
const notTooLong = ({ from, to }: Range) =>
  !from || (to ? Date.parse(to) : Date.now()) - Date.parse(from) <= MAX_RANGE_DAYS * 86_400_000;
const ranged = <S extends z.ZodRawShape>(shape: S) =>
  z
    .strictObject({ ...CallFilter, ...shape })
    .refine((value) => inOrder(value as Range), { path: ['from'], message: 'must be before to' })
    .refine((value) => notTooLong(value as Range), {
      path: ['from'],
      message: `a range has at most ${MAX_RANGE_DAYS} days`,
    });

/** Milliseconds; read from histograms, so up to 4.5% off. */
export const Quantiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });
export type Quantiles = z.infer<typeof Quantiles>;

export const CallSums = z.object({
  calls: z.number().int(),
  /** Neither well ended nor hung up by the caller. */
  failures: z.number().int(),
  /** Hung up by the caller before the end. */
  aborted: z.number().int(),
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  images: z.number().int(),
  /** Of the calls that ended well; null when none did. */
  latency: Quantiles.nullable(),
  /** Of the streams among them. */
  firstToken: Quantiles.nullable(),
});
export type CallSums = z.infer<typeof CallSums>;
const Covered = { from: Instant, to: Instant };

export const SummariseCallsInput = ranged({});
export type SummariseCallsInput = z.infer<typeof SummariseCallsInput>;
export const CallSummary = z.object({
  ...Covered,
  sums: CallSums,
  /** Of the same length before; null when nothing is kept of it. */
  before: CallSums.nullable(),
});
export type CallSummary = z.infer<typeof CallSummary>;

const Points = z.coerce.number().int().min(1).max(500).default(120);
export const CallSeriesInput = ranged({
  /** As many as there is room for: the step is the smallest that needs no more. */
  points: Points,
});
export const CallPoint = CallSums.extend({ at: Instant });
export type CallPoint = z.infer<typeof CallPoint>;
/** Every step of the range has a point; without calls it counts 0 and has no latency. */
export const CallSeries = z.object({ ...Covered, stepSeconds: z.number().int(), points: z.array(CallPoint) });
export type CallSeries = z.infer<typeof CallSeries>;

/** What a service's own page draws. */
export const ServiceCallsInput = z.strictObject({
  id: ServiceId,
  from: Instant.optional(),
  to: Instant.optional(),
  points: Points,
});
export const ServiceCalls = CallSeries.extend({ sums: CallSums });
export type ServiceCalls = z.infer<typeof ServiceCalls>;

export const BreakDownCallsInput = ranged({
  by: z.enum(BREAKDOWNS),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export const CallBreakdownRow = z.object({
  /** `service`'s `modelId` is that of the row; `unknown`: none of these any more. */
  kind: z.enum(['model', 'preset', 'service', 'key', 'group', 'playground']),
  id: z.string(),
  /** null: deleted. */
  name: z.string().nullable(),
  /** Of a service: its model's name; of a key: whose it is. */
  detail: z.string().nullable(),
  /** For the calls of this row alone. */
  filter: z.object({
    routeId: z.string().optional(),
    modelId: z.string().optional(),
    callerId: z.string().optional(),
  }),
  ...CallSums.shape,
});
export type CallBreakdownRow = z.infer<typeof CallBreakdownRow>;
/** Most calls first. */
export const CallBreakdown = z.object({
  ...Covered,
  items: z.array(CallBreakdownRow),
  total: z.number().int(),
});
export type CallBreakdown = z.infer<typeof CallBreakdown>;

export const ListCallFailuresInput = ranged({
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const CallFailure = z.object({
  code: z.string(),
  status: z.number().int(),
  /** What differs in each call, such as ids, is left out. */
  message: z.string(),
  calls: z.number().int(),
  /** Of all failures of the range, 0–1. */
  share: z.number(),
  lastAt: Instant,
});
export type CallFailure = z.infer<typeof CallFailure>;
export const CallFailures = z.object({
  ...Covered,
  calls: z.number().int(),
  failures: z.number().int(),
  items: z.array(CallFailure),
  /** Kinds of failures, also those beyond `limit`. */
  total: z.number().int(),
});
export type CallFailures = z.infer<typeof CallFailures>;

export const CALL_OUTCOMES = ['ok', 'failed', 'aborted'] as const;
export const Call = z.object({
  id: CallId,
  at: Instant,
  requestId: z.string(),
  routeId: z.union([ServiceId, PresetId]),
  routeName: z.string().nullable(),
  callerId: CallerId,
  callerName: z.string().nullable(),
  userId: UserId.nullable(),
  userName: z.string().nullable(),
  instanceId: ServiceInstanceId.nullable(),
  revision: z.number().int().nullable(),
  path: z.string(),
  stream: z.boolean(),
  status: z.number().int(),
  outcome: z.enum(CALL_OUTCOMES),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  images: z.number().int(),
  /** false: counted from what was sent, since the upstream reported none. */
  exact: z.boolean(),
  durationMs: z.number(),
  firstTokenMs: z.number().nullable(),
});
export type Call = z.infer<typeof Call>;
const ListShape = {
  failed: z
    .preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean())
    .optional(),
  errorCode: z.string().max(60).optional(),
};
/** Single calls are kept for STUDIO_CALL_DAYS, their sums for longer. */
export const ListCallsInput = ranged({
  ...ListShape,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
});
export type ListCallsInput = z.infer<typeof ListCallsInput>;
export const CallList = listOf(Call);
export type CallList = z.infer<typeof CallList>;
export const ExportCallsInput = ranged(ListShape);
export type ExportCallsInput = z.infer<typeof ExportCallsInput>;

/** What there is to filter by: everything that has calls. */
export const CallSubjects = z.object({
  routes: z.array(z.object({ id: z.string(), name: z.string().nullable(), modelId: z.string().nullable() })),
  models: z.array(z.object({ id: z.string(), name: z.string() })),
  callers: z.array(z.object({ id: z.string(), name: z.string().nullable(), detail: z.string().nullable() })),
});
export type CallSubjects = z.infer<typeof CallSubjects>;
