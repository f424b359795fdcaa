import { realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { StorageError } from '../storage-error.ts';
import { codeOf } from './disk.ts';

/** The real path of the deepest part that exists. */
async function realAncestor(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw error;
    return realAncestor(dirname(path));
  }
}

/** Joins a checked key to its bucket's folder and refuses a link that leads outside. */
export async function confine(bucketFolder: string, key: string): Promise<string> {
  const path = join(bucketFolder, key);
  const [inside, bucket] = await Promise.all([realAncestor(path), realAncestor(bucketFolder)]);
  if (inside !== bucket && !inside.startsWith(bucket + sep)) {
    throw new StorageError('bad_path', `Path ${JSON.stringify(key)} is a link that leads out of its bucket.`);
  }
  return path;
}
