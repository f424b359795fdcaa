import { statfsSync } from 'node:fs';
import { StudioError } from './errors.ts';

/** PostgreSQL's class for it; that disk may be another machine's. */
const DATABASE_FULL = '53100';
const SQLITE_FULL = 13;

/** Whether this, or what caused it, is a disk without space: the system's word, PostgreSQL's or SQLite's. */
export const isDiskFull = (error: unknown): boolean => causes(error).some(saysFull);

function* chain(error: unknown): Generator<Error> {
  for (let at = error; at instanceof Error; at = at.cause) yield at;
}
const causes = (error: unknown): Error[] => [...chain(error)];

function saysFull(error: Error & { code?: unknown; errcode?: unknown }): boolean {
  return (
    ['ENOSPC', 'EDQUOT', DATABASE_FULL, 'disk.full'].includes(String(error.code)) ||
    error.errcode === SQLITE_FULL
  );
}

/** What stands in the way and the way out, in words and for other languages. `folder` null: the database's disk. */
export function diskFull(folder: string | null) {
  const megabytes = folder === null ? null : freeMegabytes(folder);
  const advice = 'Free some space there, then try again: nothing that was taken is lost.';
  if (folder === null || megabytes === null) {
    return {
      message: "The database's disk is full.",
      advice,
      because: { key: 'disk.databaseFull' },
    } as const;
  }
  return {
    message: `The disk is full: ${megabytes} MB free at ${folder}.`,
    advice,
    because: { key: 'disk.full', values: { megabytes, folder } },
  } as const;
}

/** The same as an error that people may read; null when it is another trouble. `folder`: where it was writing, if known. */
export function asDiskFull(error: unknown, folder = process.cwd()): StudioError | null {
  const full = causes(error).find(saysFull) as (Error & { code?: unknown; path?: unknown }) | undefined;
  if (!full) return null;
  if (full instanceof StudioError) return full;
  const place = typeof full.path === 'string' ? full.path : folder;
  const { message, ...details } = diskFull(String(full.code) === DATABASE_FULL ? null : place);
  return new StudioError('disk.full', message, { ...details, cause: error });
}

/** Of the file system that holds the folder, or what will hold it; null when nobody can say. */
export function freeMegabytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return Math.floor((bavail * bsize) / 1048576);
  } catch {
    const above = folder.replace(/\/[^/]*$/, '');
    return above === folder || above === '' ? null : freeMegabytes(above);
  }
}
