import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type {
  ByteRange,
  ListOptions,
  ObjectAddress,
  ObjectBody,
  ObjectInfo,
  ObjectListing,
  ObjectStore,
  UploadPart,
  UploadRef,
  WriteOptions,
} from '../object-store.ts';
import { checkBucketName, checkKey, checkPrefix, parseStorageUri, storageUri } from '../paths.ts';
import { resolveRange } from '../range.ts';
import { StorageError } from '../storage-error.ts';
import { confine } from './confine.ts';
import {
  codeOf,
  describeFile,
  exists,
  moveFolder,
  place,
  readRange,
  settle,
  spool,
  syncFolder,
  syncTree,
} from './disk.ts';
import { FolderUploads } from './folder-uploads.ts';
import { listFolder, walk } from './listing.ts';

/** Buckets as sub-folders of one folder; `.uploads` and `.staging` beside them can be no bucket's name. */
export class FolderStore implements ObjectStore {
  readonly kind = 'folder';
  readonly #root: string;
  readonly #staging: string;
  readonly #uploads: FolderUploads;

  constructor(root: string) {
    this.#root = resolve(root);
    this.#staging = join(this.#root, '.staging');
    this.#uploads = new FolderUploads(join(this.#root, '.uploads'));
  }

  async check(): Promise<void> {
    try {
      const probe = await spool(this.#staging, 'check');
      await rm(probe.path);
    } catch (error) {
      if (error instanceof StorageError) throw error;
      throw new StorageError('unreachable', `${this.#root} cannot be written: ${String(error)}`, error);
    }
  }

  async #bucket(bucket: string): Promise<string> {
    const folder = join(this.#root, checkBucketName(bucket));
    if (!(await exists(folder))) throw new StorageError('bucket_missing', `Bucket ${bucket} does not exist.`);
    return folder;
  }

  async #path(bucket: string, key: string): Promise<string> {
    return confine(await this.#bucket(bucket), checkKey(key));
  }

  async createBucket(bucket: string): Promise<void> {
    await mkdir(this.#root, { recursive: true });
    try {
      await mkdir(join(this.#root, checkBucketName(bucket)));
    } catch (error) {
      if (codeOf(error) === 'EEXIST')
        throw new StorageError('bucket_taken', `Bucket ${bucket} exists already.`);
      throw error;
    }
    await syncFolder(this.#root);
  }

  async deleteBucket(bucket: string): Promise<void> {
    const folder = await this.#bucket(bucket);
    for await (const _ of walk(folder, '', '')) {
      throw new StorageError(
        'bucket_not_empty',
        `Bucket ${bucket} is not empty. Delete what is in it first.`,
      );
    }
    await rm(folder, { recursive: true });
  }

  bucketExists(bucket: string): Promise<boolean> {
    return exists(join(this.#root, checkBucketName(bucket)));
  }

  async listBuckets(): Promise<string[]> {
    if (!(await exists(this.#root))) return [];
    const entries = await readdir(this.#root, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort();
  }

  async listObjects(bucket: string, options: ListOptions = {}): Promise<ObjectListing> {
    const folder = await this.#bucket(bucket);
    const prefix = checkPrefix(options.prefix ?? '');
    await confine(folder, prefix.slice(0, prefix.lastIndexOf('/') + 1));
    const limit = Math.min(Math.max(options.limit ?? 1000, 1), 1000);
    return listFolder(folder, prefix, options.delimiter ?? null, options.cursor ?? '', limit);
  }

  async head(bucket: string, key: string): Promise<ObjectInfo | null> {
    return describeFile(await this.#path(bucket, key), checkKey(key));
  }

  async #found(bucket: string, key: string): Promise<ObjectInfo> {
    const info = await this.head(bucket, key);
    if (!info) throw new StorageError('object_missing', `${storageUri(bucket, key)} does not exist.`);
    return info;
  }

  async read(bucket: string, key: string, range?: ByteRange): Promise<Readable> {
    const info = await this.#found(bucket, key);
    const { start, end } = resolveRange(info, range);
    return readRange(await this.#path(bucket, key), start, end);
  }

  async write(
    bucket: string,
    key: string,
    body: ObjectBody,
    options: WriteOptions = {},
  ): Promise<ObjectInfo> {
    const target = await this.#path(bucket, key);
    const spooled = await spool(this.#staging, body, options.sha256);
    await settle(spooled.path, target);
    return this.#found(bucket, key);
  }

  async createFolder(bucket: string, prefix: string): Promise<void> {
    await mkdir(await this.#path(bucket, prefix.replace(/\/$/, '')), { recursive: true });
  }

  async delete(bucket: string, key: string): Promise<boolean> {
    if (!(await this.head(bucket, key))) return false;
    await rm(await this.#path(bucket, key), { force: true });
    return true;
  }

  async deletePrefix(bucket: string, prefix: string): Promise<number> {
    const folder = await this.#bucket(bucket);
    const checked = checkPrefix(prefix);
    const base = checked.slice(0, checked.lastIndexOf('/') + 1);
    await confine(folder, base);
    let count = 0;
    for await (const _ of walk(folder, base, checked)) count++;
    const doomed =
      checked === '' || !checked.endsWith('/') ? await namesUnder(folder, base, checked) : [checked];
    // Out of sight in one rename each, so that nobody sees half a folder; removing may then take its time.
    for (const name of doomed) {
      const grave = join(this.#staging, randomUUID());
      await mkdir(this.#staging, { recursive: true });
      await rename(join(folder, name), grave).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT') throw error;
      });
      await rm(grave, { recursive: true, force: true });
    }
    return count;
  }

  async copy(from: ObjectAddress, to: ObjectAddress): Promise<ObjectInfo> {
    await this.#found(from.bucket, from.key);
    const target = await this.#path(to.bucket, to.key);
    await mkdir(this.#staging, { recursive: true });
    const copy = join(this.#staging, randomUUID());
    await copyFile(await this.#path(from.bucket, from.key), copy, constants.COPYFILE_FICLONE);
    await syncFolder(copy);
    await settle(copy, target);
    return this.#found(to.bucket, to.key);
  }

  async move(from: ObjectAddress, to: ObjectAddress): Promise<ObjectInfo> {
    await this.#found(from.bucket, from.key);
    await place(await this.#path(from.bucket, from.key), await this.#path(to.bucket, to.key));
    return this.#found(to.bucket, to.key);
  }

  async createUpload(bucket: string, key: string): Promise<UploadRef> {
    await this.#path(bucket, key);
    return this.#uploads.create(bucket, checkKey(key));
  }

  putPart(
    upload: UploadRef,
    number: number,
    body: ObjectBody,
    options: WriteOptions = {},
  ): Promise<UploadPart> {
    return this.#uploads.put(upload, number, body, options);
  }

  listParts(upload: UploadRef): Promise<UploadPart[]> {
    return this.#uploads.list(upload);
  }

  async completeUpload(upload: UploadRef): Promise<ObjectInfo> {
    const info = await this.write(upload.bucket, upload.key, await this.#uploads.joined(upload));
    await this.#uploads.drop(upload);
    return info;
  }

  abortUpload(upload: UploadRef): Promise<void> {
    return this.#uploads.drop(upload);
  }

  async localPath(uri: string): Promise<string> {
    const { bucket, key } = parseStorageUri(uri);
    const folder = await this.#bucket(bucket);
    return key === '' ? folder : confine(folder, key);
  }

  async materialise(uri: string): Promise<string> {
    const path = await this.localPath(uri);
    if (!(await exists(path))) throw new StorageError('object_missing', `${uri} does not exist.`);
    return path;
  }

  async publishFolder(localDir: string, uri: string): Promise<ObjectInfo[]> {
    const { bucket, key } = parseStorageUri(uri);
    const target = await this.#path(bucket, key);
    if (await exists(localDir)) {
      await syncTree(localDir);
      await mkdir(this.#staging, { recursive: true });
      const old = join(this.#staging, randomUUID());
      if (await exists(target)) await rename(target, old);
      await moveFolder(localDir, target, this.#staging);
      await rm(old, { recursive: true, force: true });
    }
    const files: ObjectInfo[] = [];
    const folder = await this.#bucket(bucket);
    for await (const name of walk(folder, `${key}/`, `${key}/`)) {
      const info = await describeFile(join(folder, name), name);
      if (info) files.push(info);
    }
    if (files.length === 0) throw new StorageError('object_missing', `${uri} would hold no file.`);
    return files;
  }
}

async function namesUnder(folder: string, base: string, prefix: string): Promise<string[]> {
  const names = await readdir(join(folder, base)).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  return names.map((name) => base + name).filter((name) => name.startsWith(prefix));
}
