import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Mounts a disk in a namespace that ends with the process: no right of the machine is needed. */
const MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && folder="$2" && shift 2 && exec "$@" "$folder"';

/** Runs a script, with a folder on a disk of so many bytes as its argument; answers the JSON that it prints. */
export async function onSmallDisk(bytes: number, script: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'studio-disk-'));
  try {
    const run = ['sh', '-ec', MOUNT, 'sh', String(bytes), folder, process.execPath, script];
    const { stdout } = await promisify(execFile)('unshare', ['-rm', ...run]);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
