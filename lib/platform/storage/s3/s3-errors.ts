import { S3ServiceException } from '@aws-sdk/client-s3';
import { StorageError } from '../storage-error.ts';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

export const isMissing = (error: unknown): boolean =>
  ['NoSuchKey', 'NotFound', 'NoSuchUpload'].includes(nameOf(error)) ||
  (error instanceof S3ServiceException &&
    error.$metadata.httpStatusCode === 404 &&
    nameOf(error) !== 'NoSuchBucket');

/** Runs one call; what S3 says becomes a StorageError, what the network does becomes `unreachable`. */
export async function call<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof StorageError) throw error;
    switch (nameOf(error)) {
      case 'NoSuchBucket':
        throw new StorageError('bucket_missing', `${what}: the bucket does not exist.`, error);
      case 'NoSuchUpload':
        throw new StorageError('upload_missing', `${what}: the upload is finished or was cancelled.`, error);
      case 'BucketAlreadyExists':
      case 'BucketAlreadyOwnedByYou':
        throw new StorageError('bucket_taken', `${what}: a bucket with this name exists already.`, error);
      case 'BucketNotEmpty':
        throw new StorageError('bucket_not_empty', `${what}: the bucket is not empty.`, error);
    }
    if (isMissing(error)) throw new StorageError('object_missing', `${what}: it does not exist.`, error);
    throw new StorageError('unreachable', `${what}: the object store failed (${String(error)}).`, error);
  }
}
