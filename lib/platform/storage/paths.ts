import { StorageError } from './storage-error.ts';

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const MAX_KEY_BYTES = 1024;
const MAX_NAME_BYTES = 255;

export function checkBucketName(bucket: string): string {
  if (!BUCKET.test(bucket) || bucket.includes('..')) {
    throw new StorageError(
      'bad_bucket',
      `Bucket name ${JSON.stringify(bucket)} is not allowed: use 3 to 63 lower-case letters, digits, dots and hyphens.`,
    );
  }
  return bucket;
}

const refuse = (key: string, why: string): never => {
  throw new StorageError('bad_path', `Path ${JSON.stringify(key.slice(0, 200))} is not allowed: ${why}.`);
};

/** Refuses whatever could leave the bucket or mean different things to different drivers. */
function checkParts(path: string, parts: string[]): void {
  if (Buffer.byteLength(path) > MAX_KEY_BYTES) refuse(path, `it is longer than ${MAX_KEY_BYTES} bytes`);
  if (path.includes('\0')) refuse(path, 'it holds a NUL');
  if (path.includes('\\')) refuse(path, 'it holds a backslash');
  if (path.startsWith('/')) refuse(path, 'it starts with a slash');
  for (const part of parts) {
    if (part === '') refuse(path, 'it holds an empty name');
    if (part === '.' || part === '..') refuse(path, 'it holds . or ..');
    if (Buffer.byteLength(part) > MAX_NAME_BYTES)
      refuse(path, `a name is longer than ${MAX_NAME_BYTES} bytes`);
  }
}

/** An object's key, checked and brought to NFC so that 中文 typed on two systems is one name. */
export function checkKey(key: string): string {
  const normal = key.normalize('NFC');
  checkParts(normal, normal.split('/'));
  return normal;
}

/** A prefix: empty, a folder ending in `/`, or the beginning of a name. */
export function checkPrefix(prefix: string): string {
  const normal = prefix.normalize('NFC');
  if (normal === '') return normal;
  const parts = normal.split('/');
  if (parts.at(-1) === '') parts.pop();
  checkParts(normal, parts);
  return normal;
}

/** Takes `storage://bucket/path` apart; the path may be empty and loses a trailing slash. */
export function parseStorageUri(uri: string): { bucket: string; key: string } {
  const match = /^storage:\/\/([^/]*)(?:\/(.*))?$/s.exec(uri);
  if (!match) throw new StorageError('bad_path', `${JSON.stringify(uri)} is not storage://bucket/path.`);
  const bucket = checkBucketName(match[1] ?? '');
  const path = (match[2] ?? '').replace(/\/$/, '');
  return { bucket, key: path === '' ? '' : checkKey(path) };
}

export const storageUri = (bucket: string, key: string): string =>
  key === '' ? `storage://${bucket}` : `storage://${bucket}/${key}`;
