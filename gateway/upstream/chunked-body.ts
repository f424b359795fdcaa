import { nonsense } from './read-head.ts';

const CR = 0x0d;
const LF = 0x0a;
const LONGEST_CHUNK = 2 ** 31;
/** Extensions of one chunk, and trailers: nobody here writes any. */
const LONGEST_LINE = 4096;

type State =
  | 'size'
  | 'extension'
  | 'size-lf'
  | 'data'
  | 'data-cr'
  | 'data-lf'
  | 'trailer'
  | 'trailer-lf'
  | 'end-lf';

/** Takes the chunks of a body apart (RFC 9112, 7.1), however they are cut. */
export class ChunkedBody {
  #state: State = 'size';
  /** Bytes of the present chunk that have not come. */
  #left = 0;
  #digits = 0;
  #lineBytes = 0;
  done = false;

  /** The payload in `bytes`, copied; `done` tells that the last chunk was among it. Throws on anything but chunks. */
  take(bytes: Buffer): Buffer {
    const out = Buffer.allocUnsafe(bytes.length);
    let filled = 0;
    let at = 0;
    while (at < bytes.length) {
      if (this.done) throw nonsense('more follows its last chunk');
      if (this.#state === 'data') {
        const end = Math.min(at + this.#left, bytes.length);
        bytes.copy(out, filled, at, end);
        filled += end - at;
        this.#left -= end - at;
        at = end;
        if (this.#left === 0) this.#state = 'data-cr';
      } else this.#step(bytes[at++] ?? 0);
    }
    return out.subarray(0, filled);
  }

  #step(byte: number): void {
    switch (this.#state) {
      case 'size':
        this.#sizeByte(byte);
        break;
      case 'extension':
        this.#lineByte();
        if (byte === CR) this.#state = 'size-lf';
        else if (byte === LF) throw nonsense('a chunk begins with a broken line');
        break;
      case 'size-lf':
        this.#expect(byte, LF);
        this.#lineBytes = 0;
        this.#digits = 0;
        this.#state = this.#left > 0 ? 'data' : 'trailer';
        break;
      case 'data-cr':
        this.#expect(byte, CR);
        this.#state = 'data-lf';
        break;
      case 'data-lf':
        this.#expect(byte, LF);
        this.#state = 'size';
        break;
      case 'trailer':
        if (byte !== CR) {
          this.#lineByte();
          break;
        }
        this.#state = this.#lineBytes === 0 ? 'end-lf' : 'trailer-lf';
        break;
      case 'trailer-lf':
        this.#expect(byte, LF);
        this.#lineBytes = 0;
        this.#state = 'trailer';
        break;
      case 'end-lf':
        this.#expect(byte, LF);
        this.done = true;
        break;
    }
  }

  #sizeByte(byte: number): void {
    const digit = hexOf(byte);
    if (digit !== -1) {
      this.#digits++;
      this.#left = this.#left * 16 + digit;
      if (this.#left > LONGEST_CHUNK || this.#digits > 16) throw nonsense('a chunk is too large');
    } else if (this.#digits === 0) throw nonsense('a chunk has no size');
    else if (byte === CR) this.#state = 'size-lf';
    else if (byte === 0x3b || byte === 0x20 || byte === 0x09) this.#state = 'extension';
    else throw nonsense('the size of a chunk is no number');
  }

  #lineByte(): void {
    if (++this.#lineBytes > LONGEST_LINE) throw nonsense('a line between its chunks is too long');
  }

  #expect(byte: number, expected: number): void {
    if (byte !== expected) throw nonsense('a chunk does not end where it says');
  }
}

function hexOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
