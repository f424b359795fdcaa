import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes entries that were last used longer ago than `ageMs`; a use touches an entry's time. */
export async function pruneCache(folder: string, ageMs: number): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs < ageMs) continue;
    await rm(path, { recursive: true, force: true });
    removed++;
  }
  return removed;
}
