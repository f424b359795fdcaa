import { FolderStore } from './folder/folder-store.ts';
import type { ObjectStore } from './object-store.ts';
import { parseS3Url, S3Store } from './s3/s3-store.ts';

/**
 * Opens the store that STUDIO_STORAGE_URL names.
 * `file:/abs/folder` keeps buckets as sub-folders.
 * `s3://host[:port]/?region=R&pathStyle=true|false&tls=true|false&bucketPrefix=P` speaks S3 (OBS, MinIO); credentials
 * come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
 */
export function openStore(url: string): ObjectStore {
  if (url.startsWith('file:')) return new FolderStore(url.slice('file:'.length).replace(/^\/\/(?=\/)/, ''));
  return new S3Store(parseS3Url(url));
}
