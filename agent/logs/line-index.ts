import { type FileHandle, open } from 'node:fs/promises';

const STRIDE = 1000;
const CHUNK = 1024 * 1024;

/**
 * Remembers where every thousandth line of a growing file begins, so that any line of a 1 GB log is found by reading
 * at most a thousand; reads only what was added since the last look.
 */
export class LineIndex {
  readonly file: string;
  /** Byte offset of line k × STRIDE. */
  #marks = [0];
  #lines = 0;
  #scanned = 0;
  #busy: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.file = file;
  }

  /** Lines ended by a newline so far. */
  get lines(): number {
    return this.#lines;
  }

  /** Bytes of whole lines and, after them, of one that is not ended yet. */
  get scanned(): number {
    return this.#scanned;
  }

  #endOfLines = 0;
  /** Where the line that is not ended yet begins. */
  get endOfLines(): number {
    return this.#endOfLines;
  }

  refresh(): Promise<void> {
    this.#busy = this.#busy.then(
      () => this.#scan(),
      () => this.#scan(),
    );
    return this.#busy;
  }

  async #scan(): Promise<void> {
    let handle: FileHandle;
    try {
      handle = await open(this.file, 'r');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
      throw error;
    }
    try {
      const { size } = await handle.stat();
      if (size < this.#scanned) this.#forget();
      const buffer = Buffer.allocUnsafe(CHUNK);
      while (this.#scanned < size) {
        const { bytesRead } = await handle.read(
          buffer,
          0,
          Math.min(CHUNK, size - this.#scanned),
          this.#scanned,
        );
        if (bytesRead === 0) break;
        this.#count(buffer.subarray(0, bytesRead));
        this.#scanned += bytesRead;
      }
    } finally {
      await handle.close();
    }
  }

  #forget(): void {
    this.#marks = [0];
    this.#lines = 0;
    this.#scanned = 0;
    this.#endOfLines = 0;
  }

  #count(chunk: Buffer): void {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) {
      this.#lines++;
      this.#endOfLines = this.#scanned + at + 1;
      if (this.#lines % STRIDE === 0) this.#marks.push(this.#endOfLines);
    }
  }

  /** The nearest known beginning at or before a line. */
  before(line: number): { line: number; offset: number } {
    const mark = Math.min(Math.floor(line / STRIDE), this.#marks.length - 1);
    return { line: mark * STRIDE, offset: this.#marks[mark] ?? 0 };
  }
}
