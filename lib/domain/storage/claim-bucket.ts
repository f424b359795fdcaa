import { StudioError } from '#lib/platform/errors.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { StorageError } from '#lib/platform/storage/storage-error.ts';

/**
 * Makes the bucket in the store. One that no row knows is taken over only while it is empty: it is what a crash between
 * store and database leaves, and nobody's data can be in it.
 */
export async function claimBucket(store: ObjectStore, name: string): Promise<void> {
  try {
    await store.createBucket(name);
  } catch (error) {
    if (!(error instanceof StorageError) || error.reason !== 'bucket_taken') throw error;
    const { objects, folders } = await store.listObjects(name, { limit: 1 });
    if (objects.length + folders.length > 0)
      throw new StudioError(
        'name.taken',
        `The object store holds a bucket ${name} that is not the Studio's.`,
        {
          advice: 'Choose another name.',
          fields: [{ field: 'name', message: 'This name is taken.' }],
        },
      );
  }
}
