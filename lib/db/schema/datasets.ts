import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { DatasetFormat, DatasetStatistics, Problems } from '#lib/contracts/datasets.ts';
import { accountId, createdAt, id, instant, updatedAt } from '../columns.ts';
import { account } from './iam.ts';

export const dataset = pgTable(
  'dataset',
  {
    id: id('dataset'),
    accountId: accountId().references(() => account.id),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    /** Last number given to a version; numbers are never reused. */
    lastNumber: integer('last_number').notNull().default(0),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('dataset_name').on(t.accountId, t.name),
    index('dataset_account_created').on(t.accountId, t.id),
    index('dataset_account_updated').on(t.accountId, t.updatedAt, t.id),
  ],
);

/**
 * One imported file. `importing → ready | refused`; only a published, ready version can be trained on.
 * Rows live in the object store as canonical jsonl (`{"messages":[…]}` a line), never in the database.
 */
export const datasetVersion = pgTable(
  'dataset_version',
  {
    id: id('datasetVersion'),
    accountId: accountId(),
    datasetId: text('dataset_id')
      .notNull()
      .references(() => dataset.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    format: text('format').$type<DatasetFormat>().notNull(),
    /** What the person gave: storage address of the file. */
    source: text('source').notNull(),
    sourceBytes: bigint('source_bytes', { mode: 'number' }).notNull(),
    state: text('state').$type<'importing' | 'ready' | 'refused'>().notNull().default('importing'),
    bytesDone: bigint('bytes_done', { mode: 'number' }).notNull().default(0),
    samples: bigint('samples', { mode: 'number' }),
    statistics: jsonb('statistics').$type<DatasetStatistics>(),
    /** Byte of the canonical file at which every 500th sample starts. */
    offsets: bigint('offsets', { mode: 'number' }).array(),
    /** `{total, first: [{row, field, reason}]}` (at most 100 listed) when refused. */
    problems: jsonb('problems').$type<Problems>(),
    /** Storage address of the canonical jsonl; null until ready. */
    canonical: text('canonical'),
    published: boolean('published').notNull().default(false),
    publishedAt: instant('published_at'),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('dataset_version_number').on(t.datasetId, t.number),
    index('dataset_version_importing').on(t.id).where(sql`state = 'importing'`),
    // Read alone, without the rows, it tells the state of every dataset of an account.
    index('dataset_version_newest').on(
      t.accountId,
      t.datasetId,
      t.number.desc().nullsFirst(),
      t.state,
      t.published,
    ),
    index('dataset_version_account').on(t.accountId, t.id),
    index('dataset_version_published').on(t.accountId, t.id).where(sql`published`),
  ],
);
