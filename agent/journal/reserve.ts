import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { freeMegabytes } from '#lib/platform/disk-full.ts';

const MEGABYTES = 8;
/** Taken only where it is not what fills the disk. */
const FILL_ABOVE_MB = 256;

/** Space that is given up when the disk is full, so that what became of jobs can still be written down. */
export class Reserve {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  fill(): void {
    if (existsSync(this.#file) || (freeMegabytes(dirname(this.#file)) ?? 0) < FILL_ABOVE_MB) return;
    writeFileSync(this.#file, Buffer.alloc(MEGABYTES * 1024 * 1024), { mode: 0o600 });
  }

  /** False when it was given up before. */
  release(): boolean {
    const held = existsSync(this.#file);
    rmSync(this.#file, { force: true });
    return held;
  }
}
