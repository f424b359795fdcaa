import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ObjectInfo, ObjectStore } from '../object-store.ts';
import { checkKey, parseStorageUri } from '../paths.ts';
import { StorageError } from '../storage-error.ts';
import { downloadTo, stagingName, syncPath } from './s3-files.ts';

async function objectsBelow(store: ObjectStore, bucket: string, key: string): Promise<ObjectInfo[]> {
  const all: ObjectInfo[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.listObjects(bucket, { prefix: key === '' ? '' : `${key}/`, cursor });
    all.push(...page.objects);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Downloads an object or a folder under a name made of its etags: unchanged content is fetched once. */
export async function downloadOnce(store: ObjectStore, uri: string, cacheDir: string): Promise<string> {
  const { bucket, key } = parseStorageUri(uri);
  const single = key === '' ? null : await store.head(bucket, key);
  const objects = single ? [single] : await objectsBelow(store, bucket, key);
  if (objects.length === 0) throw new StorageError('object_missing', `${uri} does not exist.`);
  const hash = createHash('sha256').update(uri);
  for (const object of objects) hash.update(`\0${object.key}\0${object.etag}\0${object.size}`);
  const target = join(cacheDir, hash.digest('hex').slice(0, 32));
  const fileName = key.split('/').at(-1) ?? key;
  if (await exists(target)) {
    const now = new Date();
    await utimes(target, now, now);
    return single ? join(target, fileName) : target;
  }
  await mkdir(cacheDir, { recursive: true });
  const staging = stagingName(cacheDir);
  try {
    for (const object of objects) {
      const name = single ? fileName : object.key.slice(key === '' ? 0 : key.length + 1);
      await downloadTo(join(staging, name), await store.read(bucket, object.key));
    }
    await rename(staging, target).catch(async (error: unknown) => {
      if (!(await exists(target))) throw error;
    });
    await syncPath(cacheDir);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return single ? join(target, fileName) : target;
}

/** Uploads a folder's files, then removes what an earlier upload left there; answers what is there in the end. */
export async function uploadFolder(
  store: ObjectStore,
  localDir: string,
  uri: string,
  upload: (bucket: string, key: string, path: string) => Promise<void>,
): Promise<ObjectInfo[]> {
  const { bucket, key } = parseStorageUri(uri);
  const entries = await readdir(localDir, { withFileTypes: true, recursive: true }).catch(() => []);
  const written = new Set<string>();
  for (const entry of entries.filter((found) => found.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = checkKey(`${key}/${relative(localDir, path).split(sep).join('/')}`);
    await upload(bucket, name, path);
    written.add(name);
  }
  const files = await objectsBelow(store, bucket, key);
  if (files.length === 0) throw new StorageError('object_missing', `${uri} would hold no file.`);
  const stale = written.size > 0 ? files.filter((file) => !written.has(file.key)) : [];
  for (const file of stale) await store.delete(bucket, file.key);
  return files.filter((file) => !stale.includes(file));
}
