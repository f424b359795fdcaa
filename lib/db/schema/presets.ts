import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { PresetKind } from '#lib/contracts/presets.ts';
import { accountId, createdAt, id, instant, updatedAt } from '../columns.ts';
import { account } from './iam.ts';
import { service } from './services.ts';

/**
 * J5. A service for everyone. A name has one row for ever: who offers it again takes up the same id, so that trials are
 * not given twice, keys that name it work again, and its calls keep their name.
 */
export const preset = pgTable(
  'preset',
  {
    id: id('preset'),
    /** Of whoever offers it. */
    accountId: accountId().references(() => account.id),
    catalogueId: text('catalogue_id'),
    name: text('name').notNull(),
    kind: text('kind').$type<PresetKind>().notNull(),
    /** Either a service answers, or an upstream. */
    serviceId: text('service_id').references(() => service.id),
    upstreamUrl: text('upstream_url'),
    upstreamModel: text('upstream_model'),
    sealedKey: text('sealed_key'),
    keyLastFour: text('key_last_four'),
    promptFenPerMillion: bigint('prompt_fen_per_million', { mode: 'number' }).notNull(),
    completionFenPerMillion: bigint('completion_fen_per_million', { mode: 'number' }).notNull(),
    qps: doublePrecision('qps'),
    rpm: integer('rpm'),
    tpm: integer('tpm'),
    ipm: integer('ipm'),
    trialTokens: integer('trial_tokens'),
    moderation: boolean('moderation').notNull(),
    maxLength: integer('max_length'),
    offeredBy: text('offered_by').notNull(),
    /** null: offered. */
    withdrawnAt: instant('withdrawn_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [uniqueIndex('preset_name').on(t.name), index('preset_service').on(t.serviceId)],
);
