import { z } from 'zod';
import { Instant } from '#lib/contracts/common.ts';
import { JobId } from '#lib/contracts/ids.ts';
import { JobState } from '#lib/contracts/job-state.ts';
import { AgentEvent, Failure } from './event.ts';
import { JobKind, JobSpec, Resources } from './spec.ts';

export const AgentError = z.object({ code: z.string(), message: z.string(), requestId: z.string() });

/** What the agent knows of a job right now. */
export const ObservedJob = z.object({
  id: JobId,
  attempt: z.number().int().positive(),
  state: JobState,
  reason: z.string().nullable(),
  failure: Failure.nullable(),
  /** Place in its queue from 1; null when not queued. */
  queuePlace: z.number().int().nullable(),
  submittedAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
});
export type ObservedJob = z.infer<typeof ObservedJob>;

export const LogLine = z.object({
  /** Line number from 0. */
  n: z.number().int().nonnegative(),
  text: z.string(),
});
export const LogQuery = z.object({
  /** First line wanted; negative counts from the end. */
  from: z.coerce.number().int().default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  /** Only lines holding this text (no pattern, any case). */
  search: z.string().max(200).optional(),
  /** Wait up to this many seconds for lines after `from` when there are none yet. */
  waitSeconds: z.coerce.number().min(0).max(25).default(0),
});
export const LogPage = z.object({
  lines: z.array(LogLine),
  /** Where the next page starts. */
  next: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  /** Nothing more will be written. */
  ended: z.boolean(),
});
export type LogPage = z.infer<typeof LogPage>;

export const PreflightRequest = z.strictObject({ queue: z.string(), resources: Resources, kind: JobKind });
export const Preflight = z.object({
  fits: z.boolean(),
  /** Jobs ahead in the queue. */
  ahead: z.number().int().nonnegative(),
  /** The one thing in the way, named; null when it can start at once. */
  blocker: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type Preflight = z.infer<typeof Preflight>;

export const Node = z.object({
  name: z.string(),
  ready: z.boolean(),
  schedulable: z.boolean(),
  cpuCores: z.number(),
  memoryBytes: z.number(),
  cpuCoresUsed: z.number(),
  memoryBytesUsed: z.number(),
  cards: z.number().int(),
  cardsUsed: z.number().int(),
  labels: z.record(z.string(), z.string()),
});
export const Card = z.object({
  id: z.string(),
  node: z.string(),
  index: z.number().int(),
  name: z.string(),
  health: z.enum(['healthy', 'warning', 'unhealthy', 'unknown']),
  memoryBytes: z.number(),
  memoryBytesUsed: z.number(),
  utilisationPercent: z.number().nullable(),
  temperatureCelsius: z.number().nullable(),
  powerWatts: z.number().nullable(),
  jobId: JobId.nullable(),
});
export type Card = z.infer<typeof Card>;
export const Queue = z.object({
  name: z.string(),
  running: z.number().int(),
  queued: z.number().int(),
  cpuCores: z.number(),
  cards: z.number().int(),
});
export const Telemetry = z.object({
  at: Instant,
  cpuPercent: z.number(),
  memoryBytes: z.number(),
  memoryBytesUsed: z.number(),
  npuPercent: z.number().nullable(),
  npuMemoryBytesUsed: z.number().nullable(),
});

export const EngineComponent = z.object({
  name: z.enum(['train', 'serve']),
  state: z.enum(['absent', 'installing', 'ready', 'failed']),
  step: z.string(),
  /** 0–1. */
  progress: z.number().min(0).max(1),
  message: z.string().nullable(),
});
export const AgentInfo = z.object({
  version: z.string(),
  executor: z.enum(['local', 'kubernetes', 'simulated']),
  /** Names one durable log: if it changes, cursors start again. */
  logId: z.string(),
  lastSeq: z.number().int().nonnegative(),
  kinds: z.array(JobKind),
  cpuCores: z.number(),
  memoryBytes: z.number(),
  cards: z.number().int(),
  /** Model name of the cards, such as 910B3; null without any. */
  cardName: z.string().nullable(),
  driverVersion: z.string().nullable(),
  engine: z.array(EngineComponent),
  /** A Python process that has imported the engine once and forks per job is up. */
  warmRunner: z.boolean(),
  /** The same for the serving environment: an instance answers seconds after it was asked for. */
  warmServer: z.boolean().default(false),
});
export type AgentInfo = z.infer<typeof AgentInfo>;

export const SubmitJob = z.strictObject({ attempt: z.number().int().positive(), spec: JobSpec });
export const EventsQuery = z.object({
  after: z.coerce.number().int().nonnegative(),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  waitSeconds: z.coerce.number().min(0).max(30).default(0),
});

/**
 * Every route of the agent. Its server parses with it, its client is made from it, agent/openapi.json is written from it.
 * PUT /v1/jobs/{id} is idempotent: same spec and attempt → 200; a higher attempt on a finished job starts again from
 * its last checkpoint; another spec under the same attempt → 409 `job.conflict`.
 */
export const AGENT_ROUTES = {
  submitJob: { method: 'PUT', path: '/v1/jobs/{id}', body: SubmitJob, query: null, response: ObservedJob },
  getJob: { method: 'GET', path: '/v1/jobs/{id}', body: null, query: null, response: ObservedJob },
  listJobs: {
    method: 'GET',
    path: '/v1/jobs',
    body: null,
    query: null,
    response: z.object({ items: z.array(ObservedJob) }),
  },
  /** Removes a finished job's work folder and record (its events stay in the log). Unknown ids answer 200. */
  deleteJob: {
    method: 'DELETE',
    path: '/v1/jobs/{id}',
    body: null,
    query: null,
    response: z.object({ deleted: z.boolean() }),
  },
  /**
   * SIGTERM, checkpoint, then SIGKILL after `graceSeconds`. Idempotent. A server gets at least the time that its spec
   * allows for draining, unless `graceSeconds` is 0.
   */
  stopJob: {
    method: 'POST',
    path: '/v1/jobs/{id}/stop',
    body: z.strictObject({ graceSeconds: z.number().min(0).max(3600).default(60) }),
    query: null,
    response: ObservedJob,
  },
  /** NDJSON of AgentEvent, ascending seq. */
  events: { method: 'GET', path: '/v1/events', body: null, query: EventsQuery, response: AgentEvent },
  logs: { method: 'GET', path: '/v1/jobs/{id}/logs', body: null, query: LogQuery, response: LogPage },
  preflight: {
    method: 'POST',
    path: '/v1/preflight',
    body: PreflightRequest,
    query: null,
    response: Preflight,
  },
  nodes: {
    method: 'GET',
    path: '/v1/nodes',
    body: null,
    query: null,
    response: z.object({ items: z.array(Node) }),
  },
  cards: {
    method: 'GET',
    path: '/v1/cards',
    body: null,
    query: null,
    response: z.object({ items: z.array(Card) }),
  },
  queues: {
    method: 'GET',
    path: '/v1/queues',
    body: null,
    query: null,
    response: z.object({ items: z.array(Queue) }),
  },
  telemetry: { method: 'GET', path: '/v1/telemetry', body: null, query: null, response: Telemetry },
  info: { method: 'GET', path: '/v1/info', body: null, query: null, response: AgentInfo },
} as const;
export type AgentRouteName = keyof typeof AGENT_ROUTES;
