import { diskFull } from '#lib/platform/disk-full.ts';
import { type ErrorDetails, StudioError } from '#lib/platform/errors.ts';

export type StorageReason =
  | 'bad_path'
  | 'bad_bucket'
  | 'bucket_missing'
  | 'bucket_taken'
  | 'bucket_not_empty'
  | 'object_missing'
  | 'folder_in_the_way'
  | 'upload_missing'
  | 'part_missing'
  | 'checksum_differs'
  | 'range_outside'
  | 'disk_full'
  | 'unreachable';

const CODES = {
  bad_path: 'request.invalid',
  bad_bucket: 'request.invalid',
  bucket_missing: 'not_found',
  bucket_taken: 'name.taken',
  bucket_not_empty: 'in_use',
  object_missing: 'not_found',
  folder_in_the_way: 'conflict',
  upload_missing: 'not_found',
  part_missing: 'conflict',
  checksum_differs: 'content.invalid',
  range_outside: 'request.invalid',
  disk_full: 'disk.full',
  unreachable: 'upstream.unavailable',
} as const satisfies Record<StorageReason, StudioError['code']>;

/** Every refusal of the object store; `reason` tells them apart, `code` is what REST answers. */
export class StorageError extends StudioError {
  readonly reason: StorageReason;

  constructor(reason: StorageReason, message: string, cause?: unknown, details: ErrorDetails = {}) {
    super(CODES[reason], message, { ...details, cause });
    this.reason = reason;
  }
}

export function storeFull(folder: string, cause: unknown): StorageError {
  const { message, ...details } = diskFull(folder);
  return new StorageError('disk_full', message, cause, details);
}
