import type { ByteRange, ObjectInfo } from './object-store.ts';
import { StorageError } from './storage-error.ts';

/** First and last byte of a range inside an object; an empty object has the empty range 0…-1. */
export function resolveRange(info: ObjectInfo, range?: ByteRange): { start: number; end: number } {
  const start = range?.start ?? 0;
  const end = Math.min(range?.end ?? info.size - 1, info.size - 1);
  const empty = info.size === 0 && start === 0;
  if (!empty && (start < 0 || start > end)) {
    throw new StorageError(
      'range_outside',
      `Bytes ${start} to ${range?.end ?? 'the end'} are outside ${info.key}.`,
    );
  }
  return { start, end };
}
