import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  text,
} from 'drizzle-orm/pg-core';
import { accountId, instant } from '../columns.ts';

/** Ids sort by age only when they are compared byte by byte. */
const orderedId = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const counter = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);
/** Entries `bucket << 40 | count`, by bucket; only buckets that were hit (lib/domain/calls/histogram.ts). */
const histogram = customType<{ data: string[] }>({ dataType: () => 'bigint[]' });

/**
 * One call of the gateway. Partitioned by day: the id begins with the time and alone says that a call is known.
 * The migration adds the partitioning; lib/domain/calls/partitions.ts makes and drops the days.
 */
export const callRecord = pgTable(
  'call_record',
  {
    id: orderedId('id').primaryKey(),
    at: instant('at').notNull(),
    requestId: text('request_id').notNull(),
    accountId: accountId(),
    userId: text('user_id'),
    routeId: text('route_id').notNull(),
    /** A key's or group's id; empty for the playground. */
    keyId: text('key_id').notNull(),
    instanceId: text('instance_id'),
    revision: integer('revision'),
    path: text('path').notNull(),
    stream: boolean('stream').notNull(),
    status: integer('status').notNull(),
    /** Neither well ended nor hung up by the caller. */
    failed: boolean('failed').notNull(),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    promptTokens: integer('prompt_tokens').notNull(),
    completionTokens: integer('completion_tokens').notNull(),
    images: integer('images').notNull(),
    exact: boolean('exact').notNull(),
    durationMs: real('duration_ms').notNull(),
    firstTokenMs: real('first_token_ms'),
  },
  (t) => [
    index('call_record_route').on(t.accountId, t.routeId, t.id),
    index('call_record_key').on(t.accountId, t.keyId, t.routeId, t.id),
    index('call_record_code').on(t.accountId, t.errorCode, t.id).where(sql`failed`),
    index('call_record_failed').on(t.accountId, t.routeId, t.id).where(sql`failed`),
  ],
);

/**
 * Sums of call_record by minute, hour and day, written in the records' transaction. Each call counts in four rows:
 * of its route and key, of the route (`key_id` '*'), of the key (`route_id` '*') and of the account (both '*').
 */
export const callRollup = pgTable(
  'call_rollup',
  {
    accountId: accountId(),
    /** 60, 3600 or 86400; a row covers [at, at + step). */
    stepSeconds: integer('step_seconds').notNull(),
    routeId: text('route_id').notNull(),
    keyId: text('key_id').notNull(),
    at: instant('at').notNull(),
    calls: counter('calls'),
    failures: counter('failures'),
    /** Hung up by the caller. */
    aborted: counter('aborted'),
    promptTokens: counter('prompt_tokens'),
    completionTokens: counter('completion_tokens'),
    images: counter('images'),
    /** Of the calls that ended well: the histograms' too. */
    durationMs: doublePrecision('duration_ms').notNull().default(0),
    latency: histogram('latency').notNull(),
    firstToken: histogram('first_token').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.stepSeconds, t.routeId, t.keyId, t.at] }),
    index('call_rollup_age').using('brin', t.at),
  ],
);

/** Failures by code and message, in the same four rows. */
export const callFailure = pgTable(
  'call_failure',
  {
    accountId: accountId(),
    stepSeconds: integer('step_seconds').notNull(),
    routeId: text('route_id').notNull(),
    keyId: text('key_id').notNull(),
    at: instant('at').notNull(),
    code: text('code').notNull(),
    message: text('message').notNull(),
    status: integer('status').notNull(),
    calls: counter('calls'),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'call_failure_pk',
      columns: [t.accountId, t.stepSeconds, t.routeId, t.keyId, t.at, t.code, t.message, t.status],
    }),
    index('call_failure_age').using('brin', t.at),
  ],
);

/** Every route and key that an account has calls of, with the last one's time. */
export const callSubject = pgTable(
  'call_subject',
  {
    accountId: accountId(),
    kind: text('kind').$type<'route' | 'key'>().notNull(),
    id: text('id').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.kind, t.id] })],
);

/** Trial tokens that a person has spent at a preset service, from the records that have arrived. */
export const trialUse = pgTable(
  'trial_use',
  {
    presetId: text('preset_id').notNull(),
    userId: text('user_id').notNull(),
    used: counter('used'),
  },
  (t) => [primaryKey({ columns: [t.presetId, t.userId] })],
);
