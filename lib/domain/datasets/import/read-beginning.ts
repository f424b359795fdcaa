import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { SAMPLE_BYTES } from './encoding.ts';

/** The first 256 KiB of an object. */
export async function readBeginning(
  store: ObjectStore,
  place: { bucket: string; key: string },
  sizeBytes: number,
): Promise<Buffer> {
  if (sizeBytes === 0) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  const end = Math.min(sizeBytes, SAMPLE_BYTES) - 1;
  for await (const chunk of await store.read(place.bucket, place.key, { start: 0, end }))
    chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
