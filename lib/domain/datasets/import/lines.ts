import { MAX_ROW_BYTES } from './limits.ts';

export type Line = {
  /** From 1. */
  number: number;
  /** null: longer than 64 MiB; its bytes were thrown away. */
  bytes: Buffer | null;
};

const LF = 0x0a;
const CR = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Splits a stream at line ends in constant memory. A BOM at the start and a CR at a line's end are dropped. */
export async function* readLines(
  source: AsyncIterable<Buffer>,
  limit: number = MAX_ROW_BYTES,
): AsyncGenerator<Line> {
  let number = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let tooLong = false;
  const take = (piece: Buffer): void => {
    if (tooLong || piece.length === 0) return;
    heldBytes += piece.length;
    if (heldBytes > limit) {
      tooLong = true;
      held = [];
    } else held.push(piece);
  };
  const finish = (): Line => {
    number++;
    const bytes = tooLong ? null : held.length === 1 && held[0] ? held[0] : Buffer.concat(held);
    held = [];
    heldBytes = 0;
    tooLong = false;
    return { number, bytes: bytes && trimmed(bytes, number === 1) };
  };
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (heldBytes > 0) yield finish();
}

function trimmed(bytes: Buffer, first: boolean): Buffer {
  const start = first && bytes.subarray(0, 3).equals(BOM) ? 3 : 0;
  const end = bytes.at(-1) === CR ? bytes.length - 1 : bytes.length;
  return bytes.subarray(start, end);
}
