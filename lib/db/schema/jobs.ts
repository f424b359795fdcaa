import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { Failure, JobKind, JobSpec, RunnerResult } from '#lib/contracts/agent/index.ts';
import type { JobState } from '#lib/contracts/job-state.ts';
import { accountId, createdAt, id, instant, updatedAt } from '../columns.ts';
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
  info: jsonb('info'),
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
    /** Why it waits or how it ended, one sentence. */
    reason: text('reason'),
    failure: jsonb('failure').$type<Failure>(),
    /** What people want; the controller makes it so. `deleted` rows are hidden and swept. */
    desired: text('desired').$type<'run' | 'stop' | 'deleted'>().notNull().default('run'),
    /** Starts at 1; a resume adds one. */
    attempt: integer('attempt').notNull().default(1),
    /** Last attempt that the agent has acknowledged. */
    dispatchedAttempt: integer('dispatched_attempt').notNull().default(0),
    priority: integer('priority').notNull().default(50),
    clusterId: text('cluster_id').notNull(),
    poolId: text('pool_id').notNull(),
    /** What the person asked for, as validated. */
    request: jsonb('request').notNull(),
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
    keepLogsUri: text('keep_logs_uri'),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    index('job_account_kind').on(t.accountId, t.kind, t.id),
    index('job_account_state').on(t.accountId, t.kind, t.state),
    index('job_open').on(t.state, t.desired),
    index('job_model_version').on(t.modelVersionId),
    index('job_dataset_version').on(t.datasetVersionId),
    index('job_output_model').on(t.outputModelId),
    index('job_template').on(t.accountId, t.template),
  ],
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
    data: jsonb('data'),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.number] })],
);

/**
 * Curves: level 0 holds raw points in chunks of at most 1,024; level n holds, for 16^n points each, their extremes.
 * A chunk is rewritten only while it is `open` (the newest of its level).
 */
export const metricChunk = pgTable(
  'metric_chunk',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => job.id, { onDelete: 'cascade' }),
    metric: text('metric').notNull(),
    level: integer('level').notNull(),
    /** Index of the chunk in its level, from 0. */
    chunk: integer('chunk').notNull(),
    firstStep: integer('first_step').notNull(),
    lastStep: integer('last_step').notNull(),
    count: integer('count').notNull(),
    open: boolean('open').notNull(),
    /** First step of each entry. */
    steps: integer('steps').array().notNull(),
    /** Seconds since the epoch of each entry. */
    times: doublePrecision('times').array().notNull(),
    /** Level 0: the value; above: the last value. */
    values: doublePrecision('values').array().notNull(),
    /** Above level 0 only. */
    minimums: doublePrecision('minimums').array(),
    maximums: doublePrecision('maximums').array(),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.metric, t.level, t.chunk] })],
);
