import type { Readable } from 'node:stream';
import type { Context } from '#lib/domain/context.ts';
import { requirePermission } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import type { ObjectInfo } from '#lib/platform/storage/object-store.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { parseRange } from './parse-range.ts';
import { requireUri } from './require-uri.ts';

export type OpenObject = {
  info: ObjectInfo;
  /** null: the whole object. Both ends included. */
  range: { start: number; end: number } | null;
  read: () => Promise<Readable>;
};

/** A file to download, or the part of it that a Range header asks for. */
export async function openObject(
  ctx: Context,
  input: { bucket: string; path: string; range: string | null },
): Promise<OpenObject> {
  requirePermission(ctx, 'storage:read');
  const { bucket, key, uri } = await requireUri(ctx, ctx.db, storageUri(input.bucket, input.path));
  const info = key === '' ? null : await ctx.store.head(bucket, key);
  if (!info) throw new StudioError('not_found', `There is no file ${uri}.`);
  const range = parseRange(input.range, info.size);
  return { info, range, read: () => ctx.store.read(bucket, key, range ?? undefined) };
}
