'use server';

import { createBucket } from '#lib/domain/storage/create-bucket.ts';
import { createFolder } from '#lib/domain/storage/create-folder.ts';
import { deleteBucket } from '#lib/domain/storage/delete-bucket.ts';
import { deleteObjects } from '#lib/domain/storage/delete-objects.ts';
import { runAction } from '#lib/http/action.ts';

export async function createBucketAction(input: { name: string }) {
  return runAction(createBucket, input);
}

export async function deleteBucketAction(input: { bucket: string }) {
  return runAction(deleteBucket, { ...input, confirm: 'DELETE' });
}

export async function createFolderAction(input: { bucket: string; path: string }) {
  return runAction(createFolder, input);
}

export async function deleteObjectsAction(input: { bucket: string; paths: string[] }) {
  return runAction(deleteObjects, { ...input, confirm: 'DELETE' });
}
