import { z } from 'zod';
import { Instant } from './common.ts';
import { ApiKeyId, CallId, PresetId, ServiceGroupId, ServiceId, ServiceInstanceId } from './ids.ts';
import { PRESET_KINDS } from './values/presets.ts';

/** null: not limited. Per minute, except `qps` (a second). `ipm`: images. */
export const Limits = z.object({
  qps: z.number().positive().nullable(),
  rpm: z.number().int().positive().nullable(),
  tpm: z.number().int().positive().nullable(),
  ipm: z.number().int().positive().nullable(),
});
export type Limits = z.infer<typeof Limits>;
export const NO_LIMITS: Limits = { qps: null, rpm: null, tpm: null, ipm: null };

/** One name that can be called: a service of an account, or a preset service that everyone may call. */
export const SnapshotRoute = z.object({
  id: z.union([ServiceId, PresetId]),
  /** Whose it is; null: a preset, for everyone. */
  accountId: z.string().nullable(),
  /** What callers write into `model`; a preset also answers to its catalogue id. An account's own name goes first. */
  names: z.array(z.string().min(1)).min(1),
  kind: z.enum(PRESET_KINDS),
  createdAt: Instant,
  /** `idle`: no instance, a call wakes it and waits; `down`: stopped, unpublished or failing, with the reason. */
  state: z.enum(['ready', 'idle', 'starting', 'down']),
  reason: z.string().nullable(),
  /** Those that may get new calls. */
  instances: z.array(z.object({ id: ServiceInstanceId, url: z.string(), revision: z.number().int() })),
  /** A preset served elsewhere; `url` ends before `/chat/completions`. */
  upstream: z.object({ url: z.string(), key: z.string().nullable() }).nullable(),
  /** `model` that the instance or upstream knows. */
  servedName: z.string(),
  maxLength: z.number().int().nullable(),
  /** `qps` is of one instance. */
  limits: Limits,
  moderation: z.boolean(),
  wakeSeconds: z.number().int(),
  /** Free tokens of every user; null: no trial, whoever has a key may call. */
  trialTokens: z.number().int().nullable(),
});
export type SnapshotRoute = z.infer<typeof SnapshotRoute>;

export const SnapshotKey = z.object({
  id: z.union([ApiKeyId, ServiceGroupId]),
  /** SHA-256 of the secret, hex. */
  hash: z.string().length(64),
  accountId: z.string(),
  /** Whose trial it spends: its owner, of a group's AppKey the person who made the group. */
  userId: z.string().nullable(),
  /** Ids of routes that it may call; null: every route of its account and every preset. */
  scope: z.array(z.string()).nullable(),
  state: z.enum(['active', 'disabled', 'banned']),
  expiresAt: Instant.nullable(),
  limits: Limits,
});
export type SnapshotKey = z.infer<typeof SnapshotKey>;

/** Trial tokens that a user has spent at a preset, by the records that have arrived. It only grows. */
export const TrialUse = z.object({ routeId: PresetId, userId: z.string(), used: z.number().int() });
export type TrialUse = z.infer<typeof TrialUse>;

/**
 * All that the gateway knows, as the controller gives it at `GET /internal/snapshot`
 * (bearer STUDIO_INTERNAL_TOKEN, ETag, `?waitSeconds=` holds an unchanged answer back as 304).
 */
export const GatewaySnapshot = z.object({
  routes: z.array(SnapshotRoute),
  keys: z.array(SnapshotKey),
  /** A user without a row has spent none. */
  trials: z.array(TrialUse),
  /** Of one user in the playground. */
  playground: Limits,
  /** Tag of the word lists at WORDS_PATH; null: there are none. */
  wordsTag: z.string().nullable(),
});
export type GatewaySnapshot = z.infer<typeof GatewaySnapshot>;
export const EMPTY_SNAPSHOT: GatewaySnapshot = {
  routes: [],
  keys: [],
  trials: [],
  playground: NO_LIMITS,
  wordsTag: null,
};

export const SNAPSHOT_PATH = '/internal/snapshot';
/** GET → WordLists, ETag = wordsTag. */
export const WORDS_PATH = '/internal/words';
/** POST CallBatch → CallBatchAnswer. Repeating a batch is harmless. */
export const CALLS_PATH = '/internal/calls';
/** POST LoadReport, every second while anything is under way or waits, else every 10 s. */
export const LOAD_PATH = '/internal/load';
/** POST {routeId}: start an idle service. Repeating is harmless. */
export const WAKE_PATH = '/internal/wake';

export const WordLists = z.object({
  lists: z.array(z.object({ id: z.string(), name: z.string(), words: z.array(z.string()) })),
});
export type WordLists = z.infer<typeof WordLists>;

/** What an int4 of the database holds. */
const CallCount = z.number().int().min(0).max(2_147_483_647);

/** One call, written once it has ended, however it ended. */
export const CallRecord = z.object({
  /** Made when the call arrived: its time is `at`. */
  id: CallId,
  /** When it arrived. */
  at: Instant,
  requestId: z.string(),
  /** Of the caller. */
  accountId: z.string(),
  userId: z.string().nullable(),
  keyId: z.union([ApiKeyId, ServiceGroupId]).nullable(),
  via: z.enum(['key', 'group', 'playground']),
  routeId: z.union([ServiceId, PresetId]),
  instanceId: ServiceInstanceId.nullable(),
  revision: z.number().int().nullable(),
  path: z.string(),
  stream: z.boolean(),
  /** HTTP status that the caller saw; 499 when it hung up first. */
  status: z.number().int().min(100).max(599),
  /** Of facts/gateway-errors.json, or `ModelArts.4206`, `client_closed`; null when it went well. */
  errorCode: z.string().nullable(),
  errorMessage: z.string().max(500).nullable(),
  promptTokens: CallCount,
  completionTokens: CallCount,
  images: CallCount,
  /** The upstream reported the tokens; false: counted from what was sent. */
  exact: z.boolean(),
  durationMs: z.number().nonnegative(),
  /** To the first event of a stream; null when not streaming or none came. */
  firstTokenMs: z.number().nonnegative().nullable(),
});
export type CallRecord = z.infer<typeof CallRecord>;
export const CallBatch = z.object({ gatewayId: z.string(), records: z.array(CallRecord).max(5000) });
export const CallBatchAnswer = z.object({
  known: z.number().int(),
  added: z.number().int(),
  /** Of everybody in the batch who called a preset, this batch included: a snapshot may tell it later. */
  trials: z.array(TrialUse),
  /** Never to be sent again; the others of the batch were taken. */
  refused: z.array(
    z.object({
      /** Place in the batch. */
      index: z.number().int(),
      id: z.string().nullable(),
      reason: z.string(),
    }),
  ),
});
export type CallBatchAnswer = z.infer<typeof CallBatchAnswer>;

/**
 * Counts only grow, from `startedAt` on: a report that is lost or comes twice does no harm. Routes and instances that
 * were never called may be left out, and those that the snapshot no longer names once nothing is under way on them.
 */
export const LoadReport = z.object({
  gatewayId: z.string().min(1).max(200),
  /** When this process began to count. */
  startedAt: Instant,
  /** ETag of the snapshot that it routes by now: an instance that this one does not name gets no new calls. */
  snapshotTag: z.string().max(200),
  routes: z.array(
    z.object({
      id: z.string(),
      outstanding: z.number().int().nonnegative(),
      waiting: z.number().int().nonnegative(),
      /** Calls that have ended, however they ended. */
      calls: z.number().int().nonnegative(),
    }),
  ),
  instances: z.array(
    z.object({
      id: z.string(),
      outstanding: z.number().int().nonnegative(),
      /** Tries that it has ended; `failed`: with a status of 500 or more, no answer, or one cut short by it. */
      calls: z.number().int().nonnegative(),
      failed: z.number().int().nonnegative(),
    }),
  ),
});
export type LoadReport = z.infer<typeof LoadReport>;
export const WakeRequest = z.object({ routeId: z.string() });

/**
 * The console calls for a signed-in person with STUDIO_INTERNAL_TOKEN as bearer and these headers; the call counts as
 * `playground`, under the limits of SnapshotRoute and `playground`.
 */
export const PLAYGROUND_ACCOUNT_HEADER = 'x-studio-account';
export const PLAYGROUND_USER_HEADER = 'x-studio-user';
