import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { eq } from 'drizzle-orm';
import { ObjectEntry, UploadRef } from '#lib/contracts/storage.ts';
import { upload } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import type { ObjectInfo, ObjectStore } from '#lib/platform/storage/object-store.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { requireFilePlace } from './require-file-place.ts';
import { partCountOf, receivedParts, requireUpload, storeRef, type UploadRow } from './upload-row.ts';
import { viewFile } from './views.ts';

/** Joins the parts into the file. Repeating it after a crash between store and database ends the same way. */
export const completeUpload = defineWrite({
  name: 'storage.completeUpload',
  permission: 'storage:write',
  input: UploadRef,
  output: ObjectEntry,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await requireUpload(ctx, tx, input.id, 'update');
    await requireFilePlace(ctx, tx, row.bucketName, row.path);
    const info = ctx.dryRun ? await judge(ctx.store, row) : await join(ctx.store, row);
    await tx.delete(upload).where(eq(upload.id, row.id));
    await audit({
      target: { kind: 'object', id: row.id, name: storageUri(row.bucketName, row.path) },
      after: { sizeBytes: info.size },
    });
    await notify('object', row.bucketName);
    return viewFile(row.bucketName, info);
  },
});

async function judge(store: ObjectStore, row: UploadRow): Promise<ObjectInfo> {
  const received = await receivedParts(store, row);
  if (received) requireAll(row, received);
  return { key: row.path, size: row.sizeBytes, modifiedAt: new Date(), etag: '' };
}

async function join(store: ObjectStore, row: UploadRow): Promise<ObjectInfo> {
  const received = await receivedParts(store, row);
  if (received) {
    requireAll(row, received);
    if (row.sizeBytes === 0 && received.length === 0) await store.putPart(storeRef(row), 1, '');
    await store.completeUpload(storeRef(row));
  }
  if (row.sha256) await prove(store, row, row.sha256);
  const info = await store.head(row.bucketName, row.path);
  // Without parts, only a file that came after the upload began can be its result.
  if (
    !info ||
    info.size !== row.sizeBytes ||
    (!received && info.modifiedAt.getTime() < row.createdAt.getTime())
  )
    throw new StudioError('not_found', `The parts of upload ${row.id} are gone.`, {
      advice: 'Upload the file again.',
    });
  return info;
}

function requireAll(row: UploadRow, received: number[]): void {
  const there = new Set(received);
  const missing: number[] = [];
  for (let number = 1; number <= partCountOf(row); number++) if (!there.has(number)) missing.push(number);
  if (missing.length === 0 || row.sizeBytes === 0) return;
  const shown = missing.slice(0, 10).join(', ');
  throw new StudioError('conflict', `Parts have not arrived: ${shown}${missing.length > 10 ? ', …' : ''}.`, {
    because: { key: 'upload.partsMissing', values: { parts: shown } },
    advice: 'Send them, then complete the upload again.',
  });
}

/** The joined file stays hidden until its checksum fits; one that does not fit is thrown away. */
async function prove(store: ObjectStore, row: UploadRow, sha256: string): Promise<void> {
  const hidden = { bucket: row.bucketName, key: row.storeKey };
  // After a crash the file may be in its place already.
  if (!(await store.head(hidden.bucket, hidden.key))) return;
  const hash = createHash('sha256');
  await pipeline(await store.read(hidden.bucket, hidden.key), hash);
  const found = hash.digest('hex');
  if (found !== sha256) {
    await store.delete(hidden.bucket, hidden.key);
    throw new StudioError('content.invalid', `The file's SHA-256 is ${found}, not ${sha256}.`, {
      because: { key: 'upload.changed' },
      advice: 'The file changed while it was sent, or was damaged on the way: upload it again.',
    });
  }
  await store.move(hidden, { bucket: row.bucketName, key: row.path });
}
