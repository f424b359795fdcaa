import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, cp, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDiskFull } from '../../disk-full.ts';
import type { ObjectBody, ObjectInfo } from '../object-store.ts';
import { StorageError, storeFull } from '../storage-error.ts';

/** What the store keeps beside its buckets says nothing to people. */
const INNER = /\/\.(staging|uploads)(\/.*)?$/;

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

export async function describeFile(path: string, key: string): Promise<ObjectInfo | null> {
  try {
    const found = await stat(path, { bigint: true });
    if (!found.isFile()) return null;
    const etag = `${found.mtimeNs.toString(36)}-${found.size.toString(36)}-${found.ino.toString(36)}`;
    return { key, size: Number(found.size), modifiedAt: found.mtime, etag };
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
}

const asReadable = (body: ObjectBody): Readable =>
  body instanceof Readable ? body : Readable.from([typeof body === 'string' ? Buffer.from(body) : body]);

/** Writes and fsyncs a new file; on any failure nothing is left. Answers size (bytes) and sha256 (hex). */
export async function spool(
  folder: string,
  body: ObjectBody,
  expectedSha256?: string,
): Promise<{ path: string; size: number; sha256: string }> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(asReadable(body), meter, createWriteStream(path, { flags: 'wx', flush: true }));
    const sha256 = hash.digest('hex');
    if (expectedSha256 !== undefined && expectedSha256.toLowerCase() !== sha256) {
      throw new StorageError(
        'checksum_differs',
        `The received bytes have SHA-256 ${sha256}, announced was ${expectedSha256}. Send them again.`,
      );
    }
    return { path, size, sha256 };
  } catch (error) {
    await rm(path, { force: true });
    throw isDiskFull(error) ? storeFull(folder.replace(INNER, ''), error) : error;
  }
}

/** A rename is durable only once its folder is. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Puts a file in its place at once, making the folders on the way. */
export async function place(from: string, target: string): Promise<void> {
  try {
    await mkdir(dirname(target), { recursive: true });
    await rename(from, target);
    await syncFolder(dirname(target));
  } catch (error) {
    if (['EISDIR', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error))) {
      throw new StorageError(
        'folder_in_the_way',
        'A folder and a file cannot have the same name here. Choose another name.',
        error,
      );
    }
    throw error;
  }
}

/** Puts a spooled file in its place or removes it. */
export async function settle(spooled: string, target: string): Promise<void> {
  try {
    await place(spooled, target);
  } catch (error) {
    await rm(spooled, { force: true });
    throw error;
  }
}

/** Moves a folder, across file systems too; `staging` must be on the target's. */
export async function moveFolder(from: string, to: string, staging: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    const copy = join(staging, randomUUID());
    await mkdir(staging, { recursive: true });
    await cp(from, copy, { recursive: true });
    await rename(copy, to);
    await rm(from, { recursive: true, force: true });
  }
  await syncFolder(dirname(to));
}

/** Flushes every file below, so that a publish survives a power cut. */
export async function syncTree(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    const full = join(entry.parentPath, entry.name);
    if (entry.isFile() || entry.isDirectory()) await syncFolder(full);
  }
}

export const readRange = (path: string, start: number, end: number): Readable =>
  end < start ? Readable.from([]) : createReadStream(path, { start, end });
