import { sql } from 'drizzle-orm';
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
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Failure, Resources, ServeSpec } from '#lib/contracts/agent/index.ts';
import type { LoadReport } from '#lib/contracts/gateway.ts';
import type { ServiceEventCode, ServiceRevision } from '#lib/contracts/service-history.ts';
import type { RolloutPhase, ServiceSettings, ServiceState } from '#lib/contracts/services.ts';
import { accountId, createdAt, id, instant, updatedAt } from '../columns.ts';
import { account } from './iam.ts';

/** A roll-out under way: what the instances themselves cannot tell. */
export type StoredRollout = {
  from: number;
  to: number;
  phase: RolloutPhase;
  startedAt: string;
  surge: number;
  bakeSeconds: number;
  maxErrorRate: number;
  /** Until when the new instances of this round are watched. */
  bakeUntil: string | null;
  /** New instances that have been watched and found good. */
  proven: number;
  /** A person goes back: what is left then was worse. */
  back: boolean;
  /** New instances that can be called, of those wanted. */
  ready: number;
  wanted: number;
  /** Why it goes back. */
  reason: string | null;
};

/**
 * A model that can be called. People write `desired` and the settings; the controller derives the rest from the
 * instances. A deleted service keeps this row, so that its calls still have a name.
 */
export const service = pgTable(
  'service',
  {
    id: id('service'),
    accountId: accountId().references(() => account.id),
    name: text('name').notNull(),
    callName: text('call_name').notNull(),
    description: text('description').notNull().default(''),
    desired: text('desired').$type<'run' | 'stop' | 'deleted'>().notNull().default('run'),
    /** Derived; stored so that lists filter and sort on it. */
    state: text('state').$type<ServiceState>().notNull().default('deploying'),
    reason: text('reason'),
    failure: jsonb('failure').$type<Failure>(),
    published: boolean('published').notNull().default(true),
    /** Of the live revision, for lists. */
    revision: integer('revision').notNull().default(1),
    modelId: text('model_id').notNull(),
    modelVersionId: text('model_version_id').notNull(),
    template: text('template').notNull(),
    poolId: text('pool_id').notNull(),
    flavor: text('flavor').notNull(),
    rollout: jsonb('rollout').$type<StoredRollout>(),
    /** Numbers given out so far. */
    revisionsMade: integer('revisions_made').notNull().default(1),
    instancesMade: integer('instances_made').notNull().default(0),
    runsMade: integer('runs_made').notNull().default(1),
    eventsMade: integer('events_made').notNull().default(0),
    qpsPerInstance: doublePrecision('qps_per_instance').notNull(),
    minInstances: integer('min_instances').notNull(),
    maxInstances: integer('max_instances').notNull(),
    targetOutstanding: integer('target_outstanding').notNull(),
    idleSeconds: integer('idle_seconds').notNull(),
    moderation: boolean('moderation').notNull(),
    rpm: integer('rpm'),
    tpm: integer('tpm'),
    wakeSeconds: integer('wake_seconds').notNull(),
    wantedInstances: integer('wanted_instances').notNull().default(0),
    readyInstances: integer('ready_instances').notNull().default(0),
    /** Since when fewer instances would do. */
    fewerSince: instant('fewer_since'),
    /** A call was under way or ended about then. */
    lastCallAt: instant('last_call_at'),
    /** Starts that failed one after another, and when the next may be tried. */
    failedStarts: integer('failed_starts').notNull().default(0),
    nextStartAt: instant('next_start_at'),
    autoStopHours: doublePrecision('auto_stop_hours'),
    stopsAt: instant('stops_at'),
    /** First instance of this run was ready. */
    startedAt: instant('started_at'),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    uniqueIndex('service_name').on(t.accountId, t.name).where(sql`desired <> 'deleted'`),
    uniqueIndex('service_call_name').on(t.accountId, t.callName).where(sql`desired <> 'deleted'`),
    index('service_account_id').on(t.accountId, t.id).where(sql`desired <> 'deleted'`),
    index('service_account_state').on(t.accountId, t.state, t.id).where(sql`desired <> 'deleted'`),
    index('service_account_template').on(t.accountId, t.template, t.id).where(sql`desired <> 'deleted'`),
    index('service_account_model').on(t.accountId, t.modelId, t.id).where(sql`desired <> 'deleted'`),
    index('service_routed').on(t.id).where(sql`desired <> 'deleted'`),
    index('service_open').on(t.id).where(sql`desired = 'run' or state <> 'stopped'`),
  ],
);

/** What instances are made from; never changed in place. */
export const serviceRevision = pgTable(
  'service_revision',
  {
    serviceId: text('service_id')
      .notNull()
      .references(() => service.id, { onDelete: 'cascade' }),
    /** From 1 within the service. */
    number: integer('number').notNull(),
    /** As they were when it was made. */
    settings: jsonb('settings').$type<ServiceSettings>().notNull(),
    modelId: text('model_id').notNull(),
    modelVersionId: text('model_version_id').notNull(),
    modelName: text('model_name').notNull(),
    modelVersionNumber: integer('model_version_number').notNull(),
    template: text('template').notNull(),
    /** What an instance's job is made of. */
    runner: jsonb('runner').$type<ServeSpec>().notNull(),
    resources: jsonb('resources').$type<Resources>().notNull(),
    /** Of one instance. */
    fenPerHour: integer('fen_per_hour').notNull(),
    state: text('state').$type<ServiceRevision['state']>().notNull(),
    changed: text('changed').array().notNull().default([]),
    note: text('note').notNull().default(''),
    reason: text('reason'),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.serviceId, t.number] }),
    index('service_revision_version').on(t.modelVersionId),
  ],
);

/** One process that answers calls: a job of kind `serve`, with what its runner last said of itself. */
export const serviceInstance = pgTable(
  'service_instance',
  {
    id: id('serviceInstance'),
    accountId: accountId(),
    serviceId: text('service_id')
      .notNull()
      .references(() => service.id, { onDelete: 'cascade' }),
    jobId: text('job_id').notNull(),
    revision: integer('revision').notNull(),
    /** Of the service, that it belongs to. */
    run: integer('run').notNull(),
    url: text('url'),
    healthy: boolean('healthy').notNull().default(false),
    healthReason: text('health_reason'),
    restarts: integer('restarts').notNull().default(0),
    /** First time it could be called. */
    readyAt: instant('ready_at'),
    unhealthySince: instant('unhealthy_since'),
    /** What people were last told of it. */
    toldState: text('told_state').$type<'starting' | 'ready' | 'unhealthy'>().notNull().default('starting'),
    /** It gets no new calls since; the transaction that said so, to compare with a snapshot's. */
    drainAskedAt: instant('drain_asked_at'),
    drainXid: bigint('drain_xid', { mode: 'number' }),
    drainLimitSeconds: integer('drain_limit_seconds'),
    stopAskedAt: instant('stop_asked_at'),
    endedAt: instant('ended_at'),
    endReason: text('end_reason'),
    failure: jsonb('failure').$type<Failure>(),
    /** As gateways report: calls that it ended, and those of them that failed by its fault. */
    calls: bigint('calls', { mode: 'number' }).notNull().default(0),
    failedCalls: bigint('failed_calls', { mode: 'number' }).notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('service_instance_job').on(t.jobId),
    index('service_instance_service').on(t.serviceId, t.id),
    index('service_instance_open').on(t.serviceId, t.id).where(sql`ended_at is null`),
    index('service_instance_ended').on(t.endedAt).where(sql`ended_at is not null`),
  ],
);

/** What people read; kept one month. */
export const serviceEvent = pgTable(
  'service_event',
  {
    serviceId: text('service_id')
      .notNull()
      .references(() => service.id, { onDelete: 'cascade' }),
    /** From 1 within the service. */
    number: integer('number').notNull(),
    at: instant('at').notNull().defaultNow(),
    level: text('level').$type<'info' | 'warning' | 'error'>().notNull(),
    code: text('code').$type<ServiceEventCode>().notNull(),
    message: text('message').notNull(),
    values: jsonb('values').$type<Record<string, string | number>>().notNull(),
    instanceId: text('instance_id'),
  },
  (t) => [primaryKey({ columns: [t.serviceId, t.number] }), index('service_event_at').on(t.at)],
);

/** From a start to the stop after it. Sums are of the instances that have ended. */
export const serviceRun = pgTable(
  'service_run',
  {
    serviceId: text('service_id')
      .notNull()
      .references(() => service.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    startedAt: instant('started_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
    startedBy: text('started_by').notNull(),
    endReason: text('end_reason'),
    instanceSeconds: doublePrecision('instance_seconds').notNull().default(0),
    calls: bigint('calls', { mode: 'number' }).notNull().default(0),
    fen: doublePrecision('fen').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.serviceId, t.number] })],
);

/** Last report of each gateway. A gateway that has said nothing for a while is taken for dead. */
export const gatewayLoad = pgTable('gateway_load', {
  gatewayId: text('gateway_id').primaryKey(),
  /** When it began to count. */
  startedAt: instant('started_at').notNull(),
  at: instant('at').notNull().defaultNow(),
  /** Transactions below it are in the snapshot that this gateway routes by. */
  seenXid: bigint('seen_xid', { mode: 'number' }).notNull(),
  routes: jsonb('routes').$type<LoadReport['routes']>().notNull(),
  instances: jsonb('instances').$type<LoadReport['instances']>().notNull(),
});
