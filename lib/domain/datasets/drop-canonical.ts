import type { Context } from '#lib/domain/context.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';

/** Removes the samples of deleted versions. */
export async function dropCanonical(ctx: Context, versions: { canonical: string | null }[]): Promise<void> {
  for (const { canonical } of versions) {
    if (canonical === null) continue;
    const { bucket, key } = parseStorageUri(canonical);
    await ctx.store.delete(bucket, key);
  }
}
