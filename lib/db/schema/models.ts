import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Failure } from '#lib/contracts/agent/index.ts';
import type { VersionGate } from '#lib/contracts/gate.ts';
import type { ModelOrigin, VersionState } from '#lib/contracts/models.ts';
import { accountId, createdAt, id, instant, updatedAt } from '../columns.ts';
import { account } from './iam.ts';

/** One of a person's models. `template` is the slug of the model square's card it descends from. */
export const model = pgTable(
  'model',
  {
    id: id('model'),
    accountId: accountId().references(() => account.id),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    template: text('template').notNull(),
    origin: text('origin').$type<ModelOrigin>().notNull(),
    /** State of the newest version, copied here so that lists filter on it. */
    state: text('state').$type<VersionState>().notNull(),
    latestVersion: integer('latest_version').notNull().default(0),
    versionCount: integer('version_count').notNull().default(0),
    /** Numbers given out so far: a deleted version's number is not used again. */
    versionsMade: integer('versions_made').notNull().default(0),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('model_name').on(t.accountId, t.name),
    index('model_account_created').on(t.accountId, t.id),
    index('model_account_state').on(t.accountId, t.state, t.id),
    index('model_account_template').on(t.accountId, t.template, t.id),
    index('model_name_part').using('gin', t.name.op('gin_trgm_ops')),
  ],
);

/** `creating` (a job is making it) → `checking` (weight check runs) → `ready` | `failed`. At most 10 a model. */
export const modelVersion = pgTable(
  'model_version',
  {
    id: id('modelVersion'),
    accountId: accountId(),
    modelId: text('model_id')
      .notNull()
      .references(() => model.id, { onDelete: 'cascade' }),
    /** From 1, shown as V001; numbered by the system, never reused. */
    number: integer('number').notNull(),
    baseVersionId: text('base_version_id'),
    description: text('description').notNull().default(''),
    /** Storage address of the weights folder. */
    weights: text('weights').notNull(),
    state: text('state').$type<VersionState>().notNull(),
    failure: jsonb('failure').$type<Failure>(),
    checkJobId: text('check_job_id'),
    madeByJobId: text('made_by_job_id'),
    gate: jsonb('gate').$type<VersionGate>(),
    parameters: bigint('parameters', { mode: 'number' }),
    sizeBytes: bigint('size_bytes', { mode: 'number' }),
    contextLength: integer('context_length'),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('model_version_number').on(t.modelId, t.number),
    index('model_version_account').on(t.accountId),
    index('model_version_check_job').on(t.checkJobId),
    // A job makes one version: applying its end twice must not make a second.
    uniqueIndex('model_version_made_by').on(t.madeByJobId).where(sql`${t.madeByJobId} is not null`),
  ],
);

/** Weights that this installation holds for a template, shared by every account and never changed in place. */
export const templateWeights = pgTable('template_weights', {
  template: text('template').primaryKey(),
  uri: text('uri').notNull(),
  /** SHA-256 over names and contents of the files. */
  contentHash: text('content_hash').notNull(),
  sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
  parameters: bigint('parameters', { mode: 'number' }),
  contextLength: integer('context_length'),
  seededAt: instant('seeded_at').notNull().defaultNow(),
});

/** What came from what: from (dataset version, model version, template) through a job to a model version. */
export const lineage = pgTable(
  'lineage',
  {
    id: id('lineage'),
    accountId: accountId(),
    fromKind: text('from_kind').$type<'template' | 'model-version' | 'dataset-version'>().notNull(),
    fromId: text('from_id').notNull(),
    /** Name when the edge was made, shown once the thing itself is gone. */
    fromName: text('from_name').notNull(),
    toKind: text('to_kind').$type<'model-version' | 'evaluation' | 'service'>().notNull(),
    toId: text('to_id').notNull(),
    toName: text('to_name').notNull(),
    jobId: text('job_id'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('lineage_edge').on(t.fromId, t.toId, t.jobId).nullsNotDistinct(),
    // By account first: every template is the start of edges in many accounts.
    index('lineage_from').on(t.accountId, t.fromId),
    index('lineage_to').on(t.accountId, t.toId),
  ],
);
