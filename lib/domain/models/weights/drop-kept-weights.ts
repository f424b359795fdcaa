import { MANAGED_PREFIX } from '#lib/contracts/storage.ts';
import type { Context } from '#lib/domain/context.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';

/**
 * Removes the weights that the platform keeps itself (results of tunings without a folder of the person's): nobody
 * else could. Folders of the person's own stay. The last step of a verb: files do not come back with a rollback.
 */
export async function dropKeptWeights(ctx: Context, uris: readonly string[]): Promise<void> {
  if (ctx.dryRun) return;
  for (const uri of uris) {
    const { bucket, key } = parseStorageUri(uri);
    if (key.startsWith(`${MANAGED_PREFIX}models/`)) await ctx.store.deletePrefix(bucket, `${key}/`);
  }
}
