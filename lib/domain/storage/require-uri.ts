import { z } from 'zod';
import { StorageUri } from '#lib/contracts/common.ts';
import { MANAGED_PREFIX, ObjectPath } from '#lib/contracts/storage.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { invalidInput, StudioError } from '#lib/platform/errors.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { requireBucket } from './require-bucket.ts';

export type OwnAddress = {
  bucket: string;
  /** Path inside the bucket; empty for the bucket itself. */
  key: string;
  /** The address in its one spelling: no slash at the end, NFC. */
  uri: string;
};

/** Takes apart an address that a person gave: refused unless its bucket is the account's and its path plain. */
export async function requireUri(ctx: Context, tx: Tx, uri: string): Promise<OwnAddress> {
  const parsed = Parts.safeParse(uri);
  if (!parsed.success) throw invalidInput(parsed.error);
  const { bucket, path } = parsed.data;
  if (`${path}/`.startsWith(MANAGED_PREFIX))
    throw new StudioError('request.invalid', 'The folder .studio belongs to the Studio itself.', {
      because: { key: 'file.studioFolder' },
      advice: 'Choose another folder.',
    });
  if (path !== '') {
    const key = ObjectPath.safeParse(path);
    if (!key.success) throw invalidInput(key.error);
    await requireBucket(ctx, tx, bucket);
    return { bucket, key: key.data, uri: storageUri(bucket, key.data) };
  }
  await requireBucket(ctx, tx, bucket);
  return { bucket, key: '', uri: storageUri(bucket, '') };
}

const Parts = StorageUri.transform((uri) => {
  const rest = uri.slice('storage://'.length).replace(/\/$/, '');
  const slash = rest.indexOf('/');
  return slash < 0
    ? { bucket: rest, path: '' }
    : { bucket: rest.slice(0, slash), path: rest.slice(slash + 1) };
}).pipe(z.object({ bucket: z.string(), path: z.string() }));
