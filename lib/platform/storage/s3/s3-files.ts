import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { spool } from '../folder/disk.ts';
import type { ObjectBody } from '../object-store.ts';

const ONE_PUT_BYTES = 64 * 1024 * 1024;
const MAX_PARTS = 10_000;
const IN_MEMORY_BYTES = 8 * 1024 * 1024;

type Target = { Bucket: string; Key: string };

/** Runs with the body as a checked local file: S3 must know the length first, and a bad digest must send nothing. */
export async function withSpooled<T>(
  body: ObjectBody,
  sha256: string | undefined,
  run: (file: { path: string; size: number }) => Promise<T>,
): Promise<T> {
  const file = await spool(join(tmpdir(), 'studio-s3'), body, sha256);
  try {
    return await run(file);
  } finally {
    await rm(file.path, { force: true });
  }
}

/** The SDK repeats a failed call only with a body in memory, not with a stream. */
export const bodyOf = async (path: string, size: number): Promise<Buffer | Readable> =>
  size <= IN_MEMORY_BYTES ? readFile(path) : createReadStream(path);

/** Sends a local file, in parts when it is large. */
export async function uploadFile(client: S3Client, target: Target, path: string): Promise<void> {
  const { size } = await stat(path);
  if (size <= ONE_PUT_BYTES) {
    const Body = await bodyOf(path, size);
    await client.send(new PutObjectCommand({ ...target, Body, ContentLength: size }));
    return;
  }
  const partBytes = Math.max(ONE_PUT_BYTES, Math.ceil(size / MAX_PARTS));
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
  try {
    const Parts = [];
    for (let start = 0, PartNumber = 1; start < size; start += partBytes, PartNumber++) {
      const end = Math.min(start + partBytes, size) - 1;
      const Body = createReadStream(path, { start, end });
      const part = { ...target, UploadId, PartNumber, Body, ContentLength: end - start + 1 };
      const { ETag } = await client.send(new UploadPartCommand(part));
      Parts.push({ PartNumber, ETag });
    }
    await client.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
    );
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => undefined);
    throw error;
  }
}

/** Writes a download beside its place; the caller renames the whole. */
export async function downloadTo(path: string, body: Readable): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(body, createWriteStream(path, { flush: true }));
}

export const stagingName = (folder: string): string => join(folder, `.incoming-${randomUUID()}`);

export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}
