import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
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
import { call, isMissing } from './s3-errors.ts';
import { uploadFile, withSpooled } from './s3-files.ts';
import { downloadOnce, uploadFolder } from './s3-folders.ts';
import { type S3Settings, s3Client } from './s3-settings.ts';
import { S3Uploads } from './s3-uploads.ts';

export { parseS3Url } from './s3-settings.ts';

/** Buckets of an S3-speaking store (OBS, MinIO). An empty folder is a zero-byte object whose key ends in `/`. */
export class S3Store implements ObjectStore {
  readonly kind = 's3';
  readonly #client: S3Client;
  readonly #prefix: string;
  readonly #uploads: S3Uploads;

  constructor(settings: S3Settings) {
    this.#client = s3Client(settings);
    this.#prefix = settings.bucketPrefix;
    this.#uploads = new S3Uploads(this.#client, (bucket, key) => this.#address(bucket, key));
  }

  #bucket = (bucket: string): string => this.#prefix + checkBucketName(bucket);
  #address = (bucket: string, key: string) => ({ Bucket: this.#bucket(bucket), Key: checkKey(key) });

  /** Public OBS lets a wrong path style pass every read and refuses the first write: so it writes. */
  async check(): Promise<void> {
    const first = (await this.listBuckets())[0];
    if (first === undefined) return;
    const key = `.studio-check-${randomUUID()}`;
    await this.write(first, key, 'check');
    await this.delete(first, key);
  }

  async createBucket(bucket: string): Promise<void> {
    // us-east-1 answers 200 to a second creation, so the name is looked up first.
    if (await this.bucketExists(bucket)) {
      throw new StorageError('bucket_taken', `Bucket ${bucket} exists already.`);
    }
    const command = new CreateBucketCommand({ Bucket: this.#bucket(bucket) });
    await call(`Bucket ${bucket}`, () => this.#client.send(command));
  }

  async deleteBucket(bucket: string): Promise<void> {
    const { objects } = await this.listObjects(bucket, { limit: 1 });
    if (objects.length > 0) {
      throw new StorageError(
        'bucket_not_empty',
        `Bucket ${bucket} is not empty. Delete what is in it first.`,
      );
    }
    await this.deletePrefix(bucket, '');
    const command = new DeleteBucketCommand({ Bucket: this.#bucket(bucket) });
    await call(`Bucket ${bucket}`, () => this.#client.send(command));
  }

  async bucketExists(bucket: string): Promise<boolean> {
    const Bucket = this.#bucket(bucket);
    return call(`Bucket ${bucket}`, async () => {
      try {
        await this.#client.send(new HeadBucketCommand({ Bucket }));
        return true;
      } catch (error) {
        if (isMissing(error) || (error instanceof Error && error.name === 'NoSuchBucket')) return false;
        throw error;
      }
    });
  }

  async listBuckets(): Promise<string[]> {
    const { Buckets } = await call('Buckets', () => this.#client.send(new ListBucketsCommand()));
    return (Buckets ?? [])
      .map((bucket) => bucket.Name ?? '')
      .filter((name) => name.startsWith(this.#prefix))
      .map((name) => name.slice(this.#prefix.length))
      .sort();
  }

  async listObjects(bucket: string, options: ListOptions = {}): Promise<ObjectListing> {
    const prefix = checkPrefix(options.prefix ?? '');
    const limit = Math.min(Math.max(options.limit ?? 1000, 1), 1000);
    const objects: ObjectInfo[] = [];
    const folders: string[] = [];
    let after = options.cursor ?? '';
    // A page may hold nothing but folder markers; a folder given as cursor ends behind all it holds.
    for (;;) {
      const command = new ListObjectsV2Command({
        Bucket: this.#bucket(bucket),
        Prefix: prefix,
        Delimiter: options.delimiter ?? undefined,
        StartAfter: after.endsWith('/') ? `${after}\u{10ffff}` : after || undefined,
        MaxKeys: limit,
      });
      const page = await call(`Bucket ${bucket}`, () => this.#client.send(command));
      const found: { key: string; info: ObjectInfo | null }[] = [
        ...(page.CommonPrefixes ?? []).map((folder) => ({ key: folder.Prefix ?? '', info: null })),
        ...(page.Contents ?? []).map((object) => ({ key: object.Key ?? '', info: toInfo(object) })),
      ].sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
      for (const { key, info } of found) {
        if (!info || !key.endsWith('/')) {
          if (objects.length + folders.length === limit) return { objects, folders, nextCursor: after };
          if (info) objects.push(info);
          else folders.push(key);
        }
        after = key;
      }
      if (!page.IsTruncated || found.length === 0) return { objects, folders, nextCursor: null };
      if (objects.length + folders.length === limit) return { objects, folders, nextCursor: after };
    }
  }

  async head(bucket: string, key: string): Promise<ObjectInfo | null> {
    const address = this.#address(bucket, key);
    return call(storageUri(bucket, key), async () => {
      try {
        const found = await this.#client.send(new HeadObjectCommand(address));
        return toInfo({
          Key: address.Key,
          Size: found.ContentLength,
          LastModified: found.LastModified,
          ETag: found.ETag,
        });
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    });
  }

  async #found(bucket: string, key: string): Promise<ObjectInfo> {
    const info = await this.head(bucket, key);
    if (info) return info;
    if (!(await this.bucketExists(bucket))) {
      throw new StorageError('bucket_missing', `Bucket ${bucket} does not exist.`);
    }
    throw new StorageError('object_missing', `${storageUri(bucket, key)} does not exist.`);
  }

  async read(bucket: string, key: string, range?: ByteRange): Promise<Readable> {
    const info = await this.#found(bucket, key);
    const { start, end } = resolveRange(info, range);
    if (end < start) return Readable.from([]);
    const command = new GetObjectCommand({ ...this.#address(bucket, key), Range: `bytes=${start}-${end}` });
    const { Body } = await call(storageUri(bucket, key), () => this.#client.send(command));
    if (!(Body instanceof Readable)) throw new StorageError('unreachable', `${key} came without a body.`);
    return Body;
  }

  async write(
    bucket: string,
    key: string,
    body: ObjectBody,
    options: WriteOptions = {},
  ): Promise<ObjectInfo> {
    const address = this.#address(bucket, key);
    await withSpooled(body, options.sha256, ({ path }) =>
      call(storageUri(bucket, key), () => uploadFile(this.#client, address, path)),
    );
    return this.#found(bucket, key);
  }

  async createFolder(bucket: string, prefix: string): Promise<void> {
    const Key = `${checkKey(prefix.replace(/\/$/, ''))}/`;
    const command = new PutObjectCommand({ Bucket: this.#bucket(bucket), Key, Body: Buffer.alloc(0) });
    await call(storageUri(bucket, Key), () => this.#client.send(command));
  }

  async delete(bucket: string, key: string): Promise<boolean> {
    if (!(await this.head(bucket, key))) return false;
    const command = new DeleteObjectCommand(this.#address(bucket, key));
    await call(storageUri(bucket, key), () => this.#client.send(command));
    return true;
  }

  async deletePrefix(bucket: string, prefix: string): Promise<number> {
    const Bucket = this.#bucket(bucket);
    const Prefix = checkPrefix(prefix);
    let count = 0;
    for (;;) {
      const page = await call(`Bucket ${bucket}`, () =>
        this.#client.send(new ListObjectsV2Command({ Bucket, Prefix })),
      );
      const Objects = (page.Contents ?? []).map((object) => ({ Key: object.Key ?? '' }));
      if (Objects.length === 0) return count;
      const command = new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } });
      const { Errors } = await call(`Bucket ${bucket}`, () => this.#client.send(command));
      const failed = Errors?.[0];
      if (failed) throw new StorageError('unreachable', `${failed.Key} was not deleted: ${failed.Message}`);
      count += Objects.filter((object) => !object.Key.endsWith('/')).length;
    }
  }

  async copy(from: ObjectAddress, to: ObjectAddress): Promise<ObjectInfo> {
    await this.#found(from.bucket, from.key);
    const source = this.#address(from.bucket, from.key);
    const CopySource = `${source.Bucket}/${encodeURIComponent(source.Key).replaceAll('%2F', '/')}`;
    const command = new CopyObjectCommand({ ...this.#address(to.bucket, to.key), CopySource });
    await call(storageUri(to.bucket, to.key), () => this.#client.send(command));
    return this.#found(to.bucket, to.key);
  }

  async move(from: ObjectAddress, to: ObjectAddress): Promise<ObjectInfo> {
    const info = await this.copy(from, to);
    await this.delete(from.bucket, from.key);
    return info;
  }

  async createUpload(bucket: string, key: string): Promise<UploadRef> {
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
    await this.#uploads.complete(upload);
    return this.#found(upload.bucket, upload.key);
  }

  abortUpload(upload: UploadRef): Promise<void> {
    return this.#uploads.abort(upload);
  }

  async localPath(uri: string): Promise<null> {
    parseStorageUri(uri);
    return null;
  }

  materialise(uri: string, cacheDir: string): Promise<string> {
    return downloadOnce(this, uri, cacheDir);
  }

  publishFolder(localDir: string, uri: string): Promise<ObjectInfo[]> {
    return uploadFolder(this, localDir, uri, (bucket, key, path) =>
      call(storageUri(bucket, key), () => uploadFile(this.#client, this.#address(bucket, key), path)),
    );
  }
}

function toInfo(object: { Key?: string; Size?: number; LastModified?: Date; ETag?: string }): ObjectInfo {
  return {
    key: object.Key ?? '',
    size: object.Size ?? 0,
    modifiedAt: object.LastModified ?? new Date(0),
    etag: (object.ETag ?? '').replaceAll('"', ''),
  };
}
