import { bigint, index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { accountId, createdAt, id, instant } from '../columns.ts';
import { account } from './iam.ts';

/** A bucket belongs to one account; its name is unique in the object store. */
export const bucket = pgTable(
  'bucket',
  {
    id: id('bucket'),
    accountId: accountId().references(() => account.id),
    name: text('name').notNull(),
    createdBy: text('created_by'),
    createdAt: createdAt(),
  },
  (t) => [unique('bucket_name').on(t.name), index('bucket_account').on(t.accountId)],
);

/** A multipart upload under way; received parts are asked of the store itself. */
export const upload = pgTable(
  'upload',
  {
    id: id('upload'),
    accountId: accountId(),
    bucketId: text('bucket_id')
      .notNull()
      .references(() => bucket.id, { onDelete: 'cascade' }),
    path: text('path').notNull(),
    /** Where the parts are joined: `path`, or a hidden key when a checksum has to be proven first. */
    storeKey: text('store_key').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    partSizeBytes: bigint('part_size_bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256'),
    /** `File.lastModified` of the sender, to know the same file again. */
    fileModifiedMs: bigint('file_modified_ms', { mode: 'number' }),
    storeUploadId: text('store_upload_id').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    index('upload_account').on(t.accountId, t.bucketId, t.path),
    index('upload_expires').on(t.expiresAt),
  ],
);
