import { bigint, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { accountId, createdAt, id, updatedAt } from '../columns.ts';
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
    origin: text('origin').$type<'template' | 'own-weights' | 'tuning'>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [unique('model_name').on(t.accountId, t.name), index('model_account_created').on(t.accountId, t.id)],
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
    state: text('state').$type<'creating' | 'checking' | 'ready' | 'failed'>().notNull(),
    failure: jsonb('failure'),
    checkJobId: text('check_job_id'),
    madeByJobId: text('made_by_job_id'),
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
  ],
);

/** What came from what: from (dataset version, model version, template) through a job to a model version. */
export const lineage = pgTable(
  'lineage',
  {
    id: id('lineage'),
    accountId: accountId(),
    fromKind: text('from_kind').$type<'template' | 'model-version' | 'dataset-version'>().notNull(),
    fromId: text('from_id').notNull(),
    toKind: text('to_kind').$type<'model-version' | 'evaluation'>().notNull(),
    toId: text('to_id').notNull(),
    jobId: text('job_id'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('lineage_edge').on(t.fromId, t.toId, t.jobId).nullsNotDistinct(),
    index('lineage_from').on(t.fromId),
    index('lineage_to').on(t.toId),
  ],
);
