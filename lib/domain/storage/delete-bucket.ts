import { eq } from 'drizzle-orm';
import { DeleteBucketInput, Deleted } from '#lib/contracts/storage.ts';
import { bucket, upload } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { defaultBucketName } from './default-bucket.ts';
import { requireBucket } from './require-bucket.ts';

/** Only an empty bucket goes; an upload under way counts as content. */
export const deleteBucket = defineWrite({
  name: 'storage.deleteBucket',
  permission: 'storage:write',
  input: DeleteBucketInput,
  output: Deleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    if (input.bucket === defaultBucketName(ctx.accountId))
      throw new StudioError(
        'state.wrong',
        `Bucket ${input.bucket} is the account's own: it holds its datasets.`,
        {
          because: { key: 'bucket.own', values: { name: input.bucket } },
          advice: 'Delete the files in it instead.',
        },
      );
    const row = await requireBucket(ctx, tx, input.bucket);
    const [pending] = await tx
      .select({ path: upload.path })
      .from(upload)
      .where(eq(upload.bucketId, row.id))
      .limit(1);
    if (pending)
      throw new StudioError('in_use', `${pending.path} is being uploaded into bucket ${row.name}.`, {
        because: { key: 'bucket.uploading', values: { path: pending.path } },
        advice: 'Finish or cancel the upload first.',
      });
    const { objects, folders } = await ctx.store.listObjects(row.name, { limit: 1 });
    if (objects.length + folders.length > 0)
      throw new StudioError('in_use', `Bucket ${row.name} is not empty.`, {
        because: { key: 'bucket.notEmpty', values: { name: row.name } },
        advice: 'Delete the files and folders in it first.',
      });
    await tx.delete(bucket).where(eq(bucket.id, row.id));
    await audit({ target: { kind: 'bucket', id: row.id, name: row.name }, before: { name: row.name } });
    await notify('bucket', row.name);
    if (!ctx.dryRun) await ctx.store.deleteBucket(row.name);
    return { deleted: true as const };
  },
});
