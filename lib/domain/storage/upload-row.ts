import { and, eq } from 'drizzle-orm';
import { MANAGED_PREFIX, type Upload } from '#lib/contracts/storage.ts';
import type { Tx } from '#lib/db/client.ts';
import { bucket, upload } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { notFound } from '#lib/platform/errors.ts';
import type { ObjectStore, UploadRef } from '#lib/platform/storage/object-store.ts';
import { StorageError } from '#lib/platform/storage/storage-error.ts';

export type UploadRow = typeof upload.$inferSelect & { bucketName: string };

/** Where an upload with a checksum is joined until it is proven. */
export const unprovenKey = (uploadId: string): string => `${MANAGED_PREFIX}uploads/${uploadId}`;

/** The account's upload; with `lock`, nobody else completes or cancels it meanwhile. */
export async function requireUpload(
  ctx: Context,
  tx: Tx,
  id: string,
  lock: 'update' | 'none' = 'none',
): Promise<UploadRow> {
  const query = tx
    .select({ row: upload, bucketName: bucket.name })
    .from(upload)
    .innerJoin(bucket, eq(bucket.id, upload.bucketId))
    .where(and(eq(upload.id, id), eq(upload.accountId, ctx.accountId)));
  const [found] = lock === 'update' ? await query.for('update', { of: upload }) : await query;
  if (!found) throw notFound('Upload', id);
  return { ...found.row, bucketName: found.bucketName };
}

export const storeRef = (row: UploadRow): UploadRef => ({
  bucket: row.bucketName,
  key: row.storeKey,
  uploadId: row.storeUploadId,
});

/** An empty file has one empty part. */
export const partCountOf = (row: Pick<UploadRow, 'sizeBytes' | 'partSizeBytes'>): number =>
  Math.max(1, Math.ceil(row.sizeBytes / row.partSizeBytes));

/** Bytes that part `number` (from 1) must have. */
export const partBytesOf = (row: Pick<UploadRow, 'sizeBytes' | 'partSizeBytes'>, number: number): number =>
  Math.min(row.partSizeBytes, row.sizeBytes - (number - 1) * row.partSizeBytes);

/** Numbers of the parts that are there with the right size; null when the store has joined or forgotten them. */
export async function receivedParts(store: ObjectStore, row: UploadRow): Promise<number[] | null> {
  try {
    const parts = await store.listParts(storeRef(row));
    return parts.filter((part) => part.size === partBytesOf(row, part.number)).map((part) => part.number);
  } catch (error) {
    if (error instanceof StorageError && error.reason === 'upload_missing') return null;
    throw error;
  }
}

export const viewUpload = (row: UploadRow, received: number[]): Upload => ({
  id: row.id,
  bucket: row.bucketName,
  path: row.path,
  sizeBytes: row.sizeBytes,
  partSizeBytes: row.partSizeBytes,
  partCount: partCountOf(row),
  receivedParts: received,
  expiresAt: row.expiresAt.toISOString(),
});
