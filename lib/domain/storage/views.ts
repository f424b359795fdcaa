import type { Bucket, ObjectEntry } from '#lib/contracts/storage.ts';
import type { ObjectInfo } from '#lib/platform/storage/object-store.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { defaultBucketName } from './default-bucket.ts';
import type { BucketRow } from './require-bucket.ts';

export const viewBucket = (row: BucketRow, createdByName: string | null): Bucket => ({
  name: row.name,
  isDefault: row.name === defaultBucketName(row.accountId),
  uri: storageUri(row.name, ''),
  createdByName,
  createdAt: row.createdAt.toISOString(),
});

export const viewFile = (bucket: string, info: ObjectInfo): ObjectEntry => ({
  kind: 'file',
  name: info.key.slice(info.key.lastIndexOf('/') + 1),
  path: info.key,
  uri: storageUri(bucket, info.key),
  sizeBytes: info.size,
  modifiedAt: info.modifiedAt.toISOString(),
});

/** `prefix` ends with its slash. */
export function viewFolder(bucket: string, prefix: string): ObjectEntry {
  const path = prefix.replace(/\/$/, '');
  return {
    kind: 'folder',
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    uri: storageUri(bucket, path),
    sizeBytes: null,
    modifiedAt: null,
  };
}
