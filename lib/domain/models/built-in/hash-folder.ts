import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of checkpoints and hidden files do not belong to a model. */
const wanted = (name: string): boolean => !name.startsWith('.') && !name.endsWith('.tmp');

export type FolderContent = {
  files: { name: string; path: string; sizeBytes: number; sha256: string }[];
  /** SHA-256 over names and digests, in order of names. */
  hash: string;
};

/** Names, sizes and digests of the files right in a folder; null when there is no such folder. */
export async function hashFolder(folder: string): Promise<FolderContent | null> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!names) return null;
  const files: FolderContent['files'] = [];
  for (const name of names.filter(wanted).sort()) {
    const path = join(folder, name);
    const info = await stat(path);
    if (!info.isFile()) continue;
    const digest = createHash('sha256');
    for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
    files.push({ name, path, sizeBytes: info.size, sha256: digest.digest('hex') });
  }
  const all = createHash('sha256');
  for (const file of files) all.update(`${file.name}\0${file.sha256}\n`);
  return { files, hash: all.digest('hex') };
}
