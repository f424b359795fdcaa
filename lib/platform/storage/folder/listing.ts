import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectInfo, ObjectListing } from '../object-store.ts';
import { codeOf, describeFile } from './disk.ts';

type Entry = { name: string; folder: boolean };

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Names of one folder in S3's order: by bytes, a folder counting as `name/`. */
async function entriesOf(path: string): Promise<Entry[]> {
  try {
    const found = await readdir(path, { withFileTypes: true });
    return found
      .filter((entry) => entry.isFile() || entry.isDirectory())
      .map((entry) => ({
        name: entry.isDirectory() ? `${entry.name}/` : entry.name,
        folder: entry.isDirectory(),
      }))
      .sort((a, b) => byBytes(a.name, b.name));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
}

/** Everything below `base` whose key starts with `prefix` and comes after `after`, in order. Links are left out. */
export async function* walk(root: string, base: string, prefix: string, after = ''): AsyncGenerator<string> {
  for (const entry of await entriesOf(join(root, base))) {
    const key = base + entry.name;
    if (!entry.folder) {
      if (key.startsWith(prefix) && byBytes(key, after) > 0) yield key;
    } else if (key.startsWith(prefix) || prefix.startsWith(key)) {
      // A whole folder before the cursor needs no visit.
      if (after.startsWith(key) || byBytes(key, after) > 0) yield* walk(root, key, prefix, after);
    }
  }
}

const folderOf = (prefix: string): string => prefix.slice(0, prefix.lastIndexOf('/') + 1);

export async function listFolder(
  root: string,
  prefix: string,
  delimiter: '/' | null,
  cursor: string,
  limit: number,
): Promise<ObjectListing> {
  const objects: ObjectInfo[] = [];
  const folders: string[] = [];
  let last = cursor;
  const base = folderOf(prefix);
  const names = delimiter === null ? walk(root, base, prefix, cursor) : oneLevel(root, base, prefix, cursor);
  for await (const key of names) {
    if (objects.length + folders.length === limit) return { objects, folders, nextCursor: last };
    if (key.endsWith('/')) folders.push(key);
    else {
      const info = await describeFile(join(root, key), key);
      if (!info) continue;
      objects.push(info);
    }
    last = key;
  }
  return { objects, folders, nextCursor: null };
}

async function* oneLevel(root: string, base: string, prefix: string, after: string): AsyncGenerator<string> {
  for (const entry of await entriesOf(join(root, base))) {
    const key = base + entry.name;
    if (key.startsWith(prefix) && byBytes(key, after) > 0) yield key;
  }
}
