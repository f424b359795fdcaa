import { eq, lt } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { bucket, upload } from '#lib/db/schema/index.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { storeRef, unprovenKey } from './upload-row.ts';

/** Throws away uploads whose time is over; answers how many. */
export async function sweepUploads(db: Db, store: ObjectStore, now: Date = new Date()): Promise<number> {
  const over = await db
    .select({ row: upload, bucketName: bucket.name })
    .from(upload)
    .innerJoin(bucket, eq(bucket.id, upload.bucketId))
    .where(lt(upload.expiresAt, now))
    .limit(500);
  for (const { row, bucketName } of over) {
    await store.abortUpload(storeRef({ ...row, bucketName }));
    await store.delete(bucketName, unprovenKey(row.id));
    await db.delete(upload).where(eq(upload.id, row.id));
  }
  return over.length;
}
