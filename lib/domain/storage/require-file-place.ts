import type { Reason } from '#lib/contracts/errors.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { statUri } from './stat-uri.ts';
import { requireUnused } from './users-of-path.ts';

/** A file may be written at the path: no folder stands there, no file on the way, and what it replaces is not in use. */
export async function requireFilePlace(ctx: Context, tx: Tx, bucket: string, path: string): Promise<void> {
  const uri = storageUri(bucket, path);
  const refuse = (key: Reason['key'], at: string, message: string) =>
    new StudioError('conflict', message, {
      because: { key, values: { path: at } },
      advice: 'Choose another path.',
      fields: [{ field: 'path', message }],
    });
  const { kind } = await statUri(ctx, tx, uri);
  if (kind === 'folder') throw refuse('file.isFolder', path, `${path} is a folder.`);
  if (kind === 'file') await requireUnused(tx, ctx.accountId, uri);
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth++) {
    const above = parts.slice(0, depth).join('/');
    if (await ctx.store.head(bucket, above))
      throw refuse('file.parentIsFile', above, `${above} is a file, not a folder.`);
  }
}
