import { CreateFolderInput, ObjectEntry } from '#lib/contracts/storage.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { requireBucket } from './require-bucket.ts';
import { statUri } from './stat-uri.ts';
import { viewFolder } from './views.ts';

export const createFolder = defineWrite({
  name: 'storage.createFolder',
  permission: 'storage:write',
  input: CreateFolderInput,
  output: ObjectEntry,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const { id, name } = await requireBucket(ctx, tx, input.bucket, 'share');
    const uri = storageUri(name, input.path);
    const { kind } = await statUri(ctx, tx, uri);
    if (kind !== 'absent')
      throw new StudioError('name.taken', `There is already a ${kind} ${input.path}.`, {
        advice: 'Choose another name.',
        fields: [{ field: 'path', message: 'This name is taken.' }],
      });
    if (!ctx.dryRun) await ctx.store.createFolder(name, input.path);
    await audit({ target: { kind: 'bucket', id, name: uri } });
    await notify('object', name);
    return viewFolder(name, `${input.path}/`);
  },
});
