import { boolean, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { accountId, createdAt, id, instant, updatedAt } from '../columns.ts';
import { account, user } from './iam.ts';

const limits = () => ({ rpm: integer('rpm'), tpm: integer('tpm'), ipm: integer('ipm') });

/** K1. A person's key for the gateway; its secret is kept as SHA-256 alone. */
export const apiKey = pgTable(
  'api_key',
  {
    id: id('apiKey'),
    accountId: accountId().references(() => account.id),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    hash: text('hash').notNull(),
    lastFour: text('last_four').notNull(),
    description: text('description').notNull().default(''),
    /** Ids of services and presets; null: every one that the account may call. */
    scope: text('scope').array(),
    ...limits(),
    expiresAt: instant('expires_at'),
    disabled: boolean('disabled').notNull().default(false),
    bannedAt: instant('banned_at'),
    bannedByName: text('banned_by_name'),
    banReason: text('ban_reason'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex('api_key_hash').on(t.hash),
    index('api_key_user').on(t.userId),
    index('api_key_account').on(t.accountId, t.id),
  ],
);

/** K2. Services under one AppKey, which may be copied again: it is kept encrypted beside its SHA-256. */
export const serviceGroup = pgTable(
  'service_group',
  {
    id: id('serviceGroup'),
    accountId: accountId().references(() => account.id),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    /** Ids of services and presets. */
    routes: text('routes').array().notNull(),
    hash: text('hash').notNull(),
    lastFour: text('last_four').notNull(),
    sealedKey: text('sealed_key').notNull(),
    ...limits(),
    disabled: boolean('disabled').notNull().default(false),
    createdBy: text('created_by').notNull(),
    keyResetAt: instant('key_reset_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('service_group_name').on(t.accountId, t.name),
    uniqueIndex('service_group_hash').on(t.hash),
    index('service_group_account').on(t.accountId, t.id),
  ],
);
