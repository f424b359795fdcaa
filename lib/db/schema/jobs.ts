import { sql } from 'drizzle-orm';
import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AgentInfo, Failure, JobKind, JobSpec, RunnerResult } from '#lib/contracts/agent/index.ts';
import type { JobState } from '#lib/contracts/job-state.ts';
import { accountId, bytea, createdAt, id, instant, updatedAt } from '../columns.ts';
import { account } from './iam.ts';

/** A registered agent. `cursor` is the last event of its log `logId` that is applied here. */
export const cluster = pgTable('cluster', {
  id: id('cluster'),
  name: text('name').notNull().unique(),
  url: text('url').notNull(),
  token: text('token').notNull(),
  logId: text('log_id'),
  cursor: bigint('cursor', { mode: 'number' }).notNull().default(0),
  /** Last AgentInfo it gave. */
  info: jsonb('info').$type<AgentInfo>(),
  /** Memory of its smallest card; null without cards. */
  cardMemoryBytes: bigint('card_memory_bytes', { mode: 'number' }),
  /** Set while it does not answer. */
  awaySince: instant('away_since'),
  lastSeenAt: instant('last_seen_at'),
  createdAt: createdAt(),
});

/** Where jobs run. `accountId` null: a public pool, for everyone. */
export const pool = pgTable('pool', {
  id: id('pool'),
  accountId: text('account_id'),
  clusterId: text('cluster_id')
    .notNull()
    .references(() => cluster.id),
  name: text('name').notNull(),
  kind: text('kind').$type<'public' | 'dedicated'>().notNull(),
  queue: text('queue').notNull(),
  createdAt: createdAt(),
});

/** Every job of every kind. Its row owns the truth; a move is a compare-and-set along lib/contracts/job-state.ts. */
export const job = pgTable(
  'job',
  {
    id: id('job'),
    accountId: accountId().references(() => account.id),
    kind: text('kind').$type<JobKind>().notNull(),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    state: text('state').$type<JobState>().notNull().default('pending'),
    /** Why it waits or how it ended, one sentence; `reasonCode` names those that the platform gives. */
    reason: text('reason'),
    reasonCode: text('reason_code'),
    failure: jsonb('failure').$type<Failure>(),
    /** What people want; the controller makes it so. `deleted` rows are hidden and swept. */
    desired: text('desired').$type<'run' | 'stop' | 'deleted'>().notNull().default('run'),
    /** Starts at 1; a resume adds one. */
    attempt: integer('attempt').notNull().default(1),
    /** Last attempt that may have reached the agent: written before it is sent. */
    sentAttempt: integer('sent_attempt').notNull().default(0),
    /** Last attempt that the agent has acknowledged. */
    dispatchedAttempt: integer('dispatched_attempt').notNull().default(0),
    priority: integer('priority').notNull().default(50),
    clusterId: text('cluster_id').notNull(),
    poolId: text('pool_id').notNull(),
    /** What the person asked for, as validated. */
    request: jsonb('request').$type<Record<string, unknown>>().notNull(),
    spec: jsonb('spec').$type<JobSpec>().notNull(),
    result: jsonb('result').$type<RunnerResult>(),
    phase: text('phase'),
    step: integer('step').notNull().default(0),
    total: integer('total').notNull().default(0),
    remainingSeconds: doublePrecision('remaining_seconds'),
    checkpointStep: integer('checkpoint_step'),
    estimatedSeconds: doublePrecision('estimated_seconds'),
    estimatedFen: bigint('estimated_fen', { mode: 'number' }),
    template: text('template'),
    modelVersionId: text('model_version_id'),
    datasetVersionId: text('dataset_version_id'),
    outputModelId: text('output_model_id'),
    /** Name that the result will bear: taken from the moment the job is created. */
    outputModelName: text('output_model_name'),
    /** Storage folder that the result is written to; one open job writes to it at a time. */
    outputUri: text('output_uri'),
    keepLogsUri: text('keep_logs_uri'),
    logsKeptAt: instant('logs_kept_at'),
    /** The agent holds nothing of the job any more (its logs and checkpoints are gone there). */
    releasedAt: instant('released_at'),
    /** Number of the last row in job_event. */
    eventCount: integer('event_count').notNull().default(0),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    index('job_account_kind').on(t.accountId, t.kind, t.id).where(sql`desired <> 'deleted'`),
    index('job_account_id').on(t.accountId, t.id).where(sql`desired <> 'deleted'`),
    index('job_account_state').on(t.accountId, t.kind, t.state, t.id).where(sql`desired <> 'deleted'`),
    index('job_account_name').on(t.accountId, t.kind, t.name, t.id).where(sql`desired <> 'deleted'`),
    index('job_name_part').using('gin', t.name.op('gin_trgm_ops')).where(sql`desired <> 'deleted'`),
    index('job_open')
      .on(t.clusterId, t.id)
      .where(sql`state not in ('succeeded', 'failed', 'stopped') or desired = 'deleted'`),
    index('job_ended')
      .on(t.clusterId, t.finishedAt)
      .where(sql`released_at is null and finished_at is not null`),
    index('job_logs_to_keep')
      .on(t.clusterId, t.id)
      .where(sql`keep_logs_uri is not null and logs_kept_at is null`),
    index('job_model_version').on(t.modelVersionId),
    index('job_dataset_version').on(t.datasetVersionId),
    index('job_output_model').on(t.outputModelId),
    index('job_template').on(t.accountId, t.template, t.id),
    uniqueIndex('job_output_name')
      .on(t.accountId, t.outputModelName)
      .where(sql`state not in ('succeeded', 'failed', 'stopped') and desired <> 'deleted'`),
    uniqueIndex('job_output_uri')
      .on(t.outputUri)
      .where(sql`state not in ('succeeded', 'failed', 'stopped') and desired <> 'deleted'`),
  ],
);

/**
 * How many jobs an account has of each kind and state: the sum of `n`. Written by triggers (../job-tally.ts) as
 * increments, so that no two jobs wait for each other, and summed up now and then by the controller.
 */
export const jobTally = pgTable(
  'job_tally',
  {
    accountId: accountId(),
    kind: text('kind').$type<JobKind>().notNull(),
    state: text('state').$type<JobState>().notNull(),
    n: integer('n').notNull(),
  },
  (t) => [index('job_tally_account').on(t.accountId, t.kind, t.state)],
);

/** The history that people read: states, checkpoints, artifacts, notices. */
export const jobEvent = pgTable(
  'job_event',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => job.id, { onDelete: 'cascade' }),
    /** From 1 within the job. */
    number: integer('number').notNull(),
    at: instant('at').notNull(),
    attempt: integer('attempt').notNull(),
    type: text('type').$type<'state' | 'checkpoint' | 'artifact' | 'resumed' | 'notice'>().notNull(),
    state: text('state').$type<JobState>(),
    message: text('message'),
    data: jsonb('data').$type<Record<string, unknown>>(),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.number] })],
);

/** One curve: its extent and its latest point. */
export const metricSeries = pgTable(
  'metric_series',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => job.id, { onDelete: 'cascade' }),
    metric: text('metric').notNull(),
    firstStep: integer('first_step').notNull(),
    lastStep: integer('last_step').notNull(),
    /** Entries of level 0: distinct steps. */
    count: integer('count').notNull(),
    minimum: doublePrecision('minimum').notNull(),
    maximum: doublePrecision('maximum').notNull(),
    last: doublePrecision('last').notNull(),
    /** Highest level that exists. */
    levels: integer('levels').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.metric] })],
);

/**
 * Curves: an entry of level n holds the extremes and the last value of the 4^n steps from a multiple of 4^n on;
 * a chunk holds 256 neighbouring places of one level. `data` is packed by lib/domain/jobs/metrics/chunk.ts.
 */
export const metricChunk = pgTable(
  'metric_chunk',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => job.id, { onDelete: 'cascade' }),
    metric: text('metric').notNull(),
    level: integer('level').notNull(),
    /** Covers the steps from chunk·256·4^level to just before (chunk+1)·256·4^level. */
    chunk: integer('chunk').notNull(),
    /** Entries in `data`. */
    count: integer('count').notNull(),
    data: bytea('data').notNull(),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.metric, t.level, t.chunk] })],
);
