import { and, desc, eq, gt } from 'drizzle-orm';
import { CreateUploadInput, UPLOAD_KEPT_DAYS, UPLOAD_PART_BYTES, Upload } from '#lib/contracts/storage.ts';
import type { Tx } from '#lib/db/client.ts';
import { upload } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { newId } from '#lib/platform/ids.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { type BucketRow, requireBucket } from './require-bucket.ts';
import { requireFilePlace } from './require-file-place.ts';
import { receivedParts, type UploadRow, unprovenKey, viewUpload } from './upload-row.ts';

const DAY_MS = 86_400_000;

/** Begins an upload in parts, or goes on with the one of the same file that was interrupted. */
export const createUpload = defineWrite({
  name: 'storage.createUpload',
  permission: 'storage:write',
  input: CreateUploadInput,
  output: Upload,
  run: async ({ ctx, tx, input, audit }) => {
    const owner = await requireBucket(ctx, tx, input.bucket, 'share');
    await requireFilePlace(ctx, tx, owner.name, input.path);
    const before = await findInterrupted(ctx, tx, owner, input);
    if (before) {
      await audit({
        target: { kind: 'upload', id: before.row.id, name: storageUri(owner.name, input.path) },
      });
      return viewUpload(before.row, before.received);
    }
    const id = newId('upload');
    const storeKey = input.sha256 ? unprovenKey(id) : input.path;
    const storeUploadId = ctx.dryRun ? '' : (await ctx.store.createUpload(owner.name, storeKey)).uploadId;
    const [row] = await tx
      .insert(upload)
      .values({
        id,
        accountId: ctx.accountId,
        bucketId: owner.id,
        path: input.path,
        storeKey,
        sizeBytes: input.sizeBytes,
        partSizeBytes: UPLOAD_PART_BYTES,
        sha256: input.sha256 ?? null,
        fileModifiedMs: input.fileModifiedMs ?? null,
        storeUploadId,
        createdBy: ctx.user.id,
        expiresAt: new Date(Date.now() + UPLOAD_KEPT_DAYS * DAY_MS),
      })
      .returning();
    if (!row) throw new Error('the upload row was not written');
    await audit({
      target: { kind: 'upload', id, name: storageUri(owner.name, input.path) },
      after: { sizeBytes: input.sizeBytes },
    });
    return viewUpload({ ...row, bucketName: owner.name }, []);
  },
});

/** Only a checksum or the file's own time tells that it is the same file: a size alone would mix two of them. */
async function findInterrupted(
  ctx: Context,
  tx: Tx,
  owner: BucketRow,
  input: { path: string; sizeBytes: number; sha256?: string; fileModifiedMs?: number },
): Promise<{ row: UploadRow; received: number[] } | null> {
  const same =
    input.sha256 !== undefined
      ? eq(upload.sha256, input.sha256)
      : input.fileModifiedMs !== undefined
        ? eq(upload.fileModifiedMs, input.fileModifiedMs)
        : null;
  if (!same) return null;
  const [found] = await tx
    .select()
    .from(upload)
    .where(
      and(
        eq(upload.accountId, ctx.accountId),
        eq(upload.bucketId, owner.id),
        eq(upload.path, input.path),
        eq(upload.sizeBytes, input.sizeBytes),
        gt(upload.expiresAt, new Date()),
        same,
      ),
    )
    .orderBy(desc(upload.id))
    .limit(1);
  if (!found) return null;
  const row = { ...found, bucketName: owner.name };
  const received = await receivedParts(ctx.store, row);
  return received && { row, received };
}
