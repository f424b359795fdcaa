import type { Readable } from 'node:stream';

export type ObjectInfo = {
  /** Path inside the bucket, `/` between parts, never a leading one. */
  key: string;
  /** Bytes. */
  size: number;
  modifiedAt: Date;
  /** Changes whenever the content changes; opaque. */
  etag: string;
};
export type ObjectListing = {
  objects: ObjectInfo[];
  /** With delimiter `/`: the folders right below the prefix, each ending in `/`. */
  folders: string[];
  /** Pass it as `cursor` for what follows; null at the end. */
  nextCursor: string | null;
};
export type ListOptions = {
  prefix?: string;
  /** `/` lists one level, null (the default) everything below. */
  delimiter?: '/' | null;
  cursor?: string | null;
  /** Objects and folders together; 1–1000, default 1000. */
  limit?: number;
};
/** Bytes `start` to `end`, both included; no `end` reads to the end. */
export type ByteRange = { start: number; end?: number };
export type ObjectBody = Readable | Uint8Array | string;
export type WriteOptions = {
  /** Hex. A body with another digest is refused and nothing is written. */
  sha256?: string;
};
export type UploadRef = { bucket: string; key: string; uploadId: string };
export type UploadPart = {
  /** From 1 to 10,000. */
  number: number;
  size: number;
  etag: string;
};

/**
 * Buckets of objects. Keys are `/`-separated names; every write is atomic: readers see the old object or the new one.
 * Misuse and absence are thrown as StorageError.
 */
export interface ObjectStore {
  readonly kind: 'folder' | 's3';
  /** Writes and removes a small object; throws `upstream.unavailable` with the reason when that fails. */
  check(): Promise<void>;

  createBucket(bucket: string): Promise<void>;
  /** Refused with `in_use` while objects are in it. */
  deleteBucket(bucket: string): Promise<void>;
  bucketExists(bucket: string): Promise<boolean>;
  listBuckets(): Promise<string[]>;

  listObjects(bucket: string, options?: ListOptions): Promise<ObjectListing>;
  /** null when there is no such object (a folder is none). */
  head(bucket: string, key: string): Promise<ObjectInfo | null>;
  read(bucket: string, key: string, range?: ByteRange): Promise<Readable>;
  write(bucket: string, key: string, body: ObjectBody, options?: WriteOptions): Promise<ObjectInfo>;
  /** An empty folder that listings show. */
  createFolder(bucket: string, prefix: string): Promise<void>;
  /** False when there was nothing. */
  delete(bucket: string, key: string): Promise<boolean>;
  /** Removes every object whose key starts with `prefix` (`a/` removes folder a); answers how many. */
  deletePrefix(bucket: string, prefix: string): Promise<number>;
  copy(from: ObjectAddress, to: ObjectAddress): Promise<ObjectInfo>;
  move(from: ObjectAddress, to: ObjectAddress): Promise<ObjectInfo>;

  /** Starts an upload in parts that may go on after a restart of this process. */
  createUpload(bucket: string, key: string): Promise<UploadRef>;
  /** Same number again replaces the part. On S3 every part but the last needs 5 MiB or more. */
  putPart(upload: UploadRef, number: number, body: ObjectBody, options?: WriteOptions): Promise<UploadPart>;
  listParts(upload: UploadRef): Promise<UploadPart[]>;
  /** Joins the parts 1…N; refused with `conflict` when one is missing. */
  completeUpload(upload: UploadRef): Promise<ObjectInfo>;
  /** Unknown uploads are fine. */
  abortUpload(upload: UploadRef): Promise<void>;

  /** Real path of `storage://bucket/path`; null where objects are not files. It need not exist. */
  localPath(uri: string): Promise<string | null>;
  /** A local file or folder with the content; S3 downloads it once into `cacheDir`. */
  materialise(uri: string, cacheDir: string): Promise<string>;
  /**
   * Makes the folder the content of `uri`, replacing what was there; may move `localDir` away.
   * Repeating it after a crash is safe: a missing `localDir` with a filled `uri` counts as done.
   */
  publishFolder(localDir: string, uri: string): Promise<ObjectInfo[]>;
}
export type ObjectAddress = { bucket: string; key: string };
