import type { ObjectStat } from '#lib/contracts/storage.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { requireUri } from './require-uri.ts';

/** What stands at an address of the account. A folder exists while something is below it. */
export async function statUri(ctx: Context, tx: Tx, address: string): Promise<ObjectStat> {
  const { bucket, key, uri } = await requireUri(ctx, tx, address);
  const info = key === '' ? null : await ctx.store.head(bucket, key);
  if (info)
    return {
      uri,
      kind: 'file',
      sizeBytes: info.size,
      modifiedAt: info.modifiedAt.toISOString(),
      empty: false,
    };
  const prefix = key === '' ? '' : `${key}/`;
  const inside = await ctx.store.listObjects(bucket, { prefix, limit: 1 });
  const filled = inside.objects.length > 0;
  const known = filled || key === '' || (await isEmptyFolder(ctx, bucket, key));
  return { uri, kind: known ? 'folder' : 'absent', sizeBytes: null, modifiedAt: null, empty: !filled };
}

async function isEmptyFolder(ctx: Context, bucket: string, key: string): Promise<boolean> {
  const { folders } = await ctx.store.listObjects(bucket, { prefix: key, delimiter: '/', limit: 10 });
  return folders.includes(`${key}/`);
}
