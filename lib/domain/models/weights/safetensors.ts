import { z } from 'zod';
import type { ObjectInfo, ObjectStore } from '#lib/platform/storage/object-store.ts';

const MAX_HEADER_BYTES = 64 * 1024 * 1024;
const Header = z.record(z.string(), z.unknown());
const Tensor = z.object({ shape: z.array(z.number().int().nonnegative()) });

async function readBytes(store: ObjectStore, bucket: string, key: string, start: number, end: number) {
  const chunks: Buffer[] = [];
  for await (const chunk of await store.read(bucket, key, { start, end })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * Elements of every tensor, read from the headers alone: 8 bytes of length, then JSON.
 * null when a file is not safetensors or its header cannot be read; the weight check says more.
 */
export async function countParameters(
  store: ObjectStore,
  bucket: string,
  files: readonly ObjectInfo[],
): Promise<number | null> {
  if (files.length === 0 || files.some((file) => !file.key.endsWith('.safetensors'))) return null;
  let total = 0;
  for (const file of files) {
    const count = file.size < 10 ? null : await countFile(store, bucket, file);
    if (count === null) return null;
    total += count;
  }
  return total;
}

async function countFile(store: ObjectStore, bucket: string, file: ObjectInfo): Promise<number | null> {
  const length = Number((await readBytes(store, bucket, file.key, 0, 7)).readBigUInt64LE(0));
  if (length > MAX_HEADER_BYTES || length + 8 > file.size) return null;
  try {
    const text = (await readBytes(store, bucket, file.key, 8, 7 + length)).toString('utf8');
    const header = Header.parse(JSON.parse(text));
    return Object.entries(header)
      .filter(([name]) => name !== '__metadata__')
      .reduce((sum, [, tensor]) => sum + Tensor.parse(tensor).shape.reduce((a, b) => a * b, 1), 0);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
