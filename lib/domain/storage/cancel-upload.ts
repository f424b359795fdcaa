import { eq } from 'drizzle-orm';
import { Deleted, UploadRef } from '#lib/contracts/storage.ts';
import { upload } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { requireUpload, storeRef } from './upload-row.ts';

/** Ends an upload and throws its parts away. */
export const cancelUpload = defineWrite({
  name: 'storage.cancelUpload',
  permission: 'storage:write',
  input: UploadRef,
  output: Deleted,
  run: async ({ ctx, tx, input, audit }) => {
    const row = await requireUpload(ctx, tx, input.id, 'update');
    await tx.delete(upload).where(eq(upload.id, row.id));
    await audit({ target: { kind: 'upload', id: row.id, name: storageUri(row.bucketName, row.path) } });
    if (!ctx.dryRun) await ctx.store.abortUpload(storeRef(row));
    return { deleted: true as const };
  },
});
