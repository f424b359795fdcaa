import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Role } from '#lib/contracts/permissions.ts';
import { accountId, createdAt, id, instant, updatedAt } from '../columns.ts';

/** A tenant. */
export const account = pgTable('account', {
  id: id('account'),
  name: text('name').notNull().unique(),
  createdAt: createdAt(),
});

export const user = pgTable(
  'app_user',
  {
    id: id('user'),
    accountId: accountId().references(() => account.id),
    name: text('name').notNull().unique(),
    passwordHash: text('password_hash').notNull(),
    role: text('role').$type<Role>().notNull(),
    disabled: boolean('disabled').notNull().default(false),
    mustChangePassword: boolean('must_change_password').notNull().default(false),
    lastSignInAt: instant('last_sign_in_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index('app_user_account').on(t.accountId)],
);

/** A signed-in browser. The cookie carries the id; a revoked or expired row ends it at the next request. */
export const session = pgTable(
  'session',
  {
    id: id('session'),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    ip: text('ip'),
    userAgent: text('user_agent'),
    createdAt: createdAt(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('session_user').on(t.userId)],
);

/** A bearer token of the platform REST API; only its SHA-256 is kept. */
export const accessToken = pgTable(
  'access_token',
  {
    id: id('accessToken'),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    hash: text('hash').notNull(),
    description: text('description').notNull().default(''),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at'),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [uniqueIndex('access_token_hash').on(t.hash), index('access_token_user').on(t.userId)],
);

/** Which role holds which permission; filled from lib/contracts/permissions.ts at every start. */
export const rolePermission = pgTable(
  'role_permission',
  { role: text('role').$type<Role>().notNull(), permission: text('permission').notNull() },
  (t) => [primaryKey({ columns: [t.role, t.permission] })],
);

/** Who did what, when, from where; written in the transaction of the change itself. */
export const audit = pgTable(
  'audit',
  {
    id: id('audit'),
    accountId: accountId(),
    userId: text('user_id'),
    userName: text('user_name').notNull(),
    action: text('action').notNull(),
    targetKind: text('target_kind').notNull(),
    targetId: text('target_id').notNull(),
    targetName: text('target_name').notNull().default(''),
    via: text('via').notNull(),
    ip: text('ip'),
    requestId: text('request_id').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
    at: createdAt(),
  },
  (t) => [index('audit_account_at').on(t.accountId, t.at), index('audit_target').on(t.targetId)],
);

/** The stored answer of a POST with an Idempotency-Key; kept 24 h. */
export const idempotency = pgTable(
  'idempotency',
  {
    userId: text('user_id').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of method, path and body. */
    fingerprint: text('fingerprint').notNull(),
    /** null while the first call is still running. */
    status: integer('status'),
    body: jsonb('body'),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index('idempotency_created').on(t.createdAt)],
);

/** Failed sign-ins by name and by address; rate-limiter-flexible reads and writes it. */
export const rateLimit = pgTable('rate_limit', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  /** Milliseconds since 1970; null never expires. */
  expire: bigint('expire', { mode: 'number' }),
});
