import { DeleteObjectsInput, ObjectsDeleted } from '#lib/contracts/storage.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { requireBucket } from './require-bucket.ts';
import { statUri } from './stat-uri.ts';
import { requireUnused } from './users-of-path.ts';

/** Files, and folders with everything in them. All are judged before the first one goes. */
export const deleteObjects = defineWrite({
  name: 'storage.deleteObjects',
  permission: 'storage:write',
  input: DeleteObjectsInput,
  output: ObjectsDeleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const { id, name } = await requireBucket(ctx, tx, input.bucket);
    const doomed: { path: string; kind: 'file' | 'folder' }[] = [];
    for (const path of new Set(input.paths)) {
      const uri = storageUri(name, path);
      const { kind } = await statUri(ctx, tx, uri);
      if (kind === 'absent') throw new StudioError('not_found', `${uri} does not exist.`);
      await requireUnused(tx, ctx.accountId, uri);
      doomed.push({ path, kind });
    }
    let deletedFiles = 0;
    if (!ctx.dryRun) {
      for (const { path, kind } of doomed) {
        if (kind === 'file') deletedFiles += (await ctx.store.delete(name, path)) ? 1 : 0;
        else deletedFiles += await ctx.store.deletePrefix(name, `${path}/`);
      }
    }
    await audit({ target: { kind: 'bucket', id, name: storageUri(name, '') }, before: { deleted: doomed } });
    await notify('object', name);
    return { deletedFiles };
  },
});
