import { MAX_ROW_BYTES } from './limits.ts';
import { FileRefused } from './problem-list.ts';

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** The elements of one JSON list as text pieces, in constant memory; nothing but brackets and quotes is looked at. */
export async function* readListElements(
  source: AsyncIterable<Buffer>,
  limit: number = MAX_ROW_BYTES,
): AsyncGenerator<{ number: number; bytes: Buffer | null }> {
  let number = 0;
  let state: 'before' | 'inside' | 'after' = 'before';
  let depth = 0;
  let inString = false;
  let escaped = false;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let seen = 0;
  const take = (piece: Buffer): void => {
    heldBytes += piece.length;
    if (heldBytes <= limit) held.push(piece);
    else held = [];
  };
  const finish = () => {
    number++;
    const bytes = heldBytes > limit ? null : Buffer.concat(held);
    held = [];
    heldBytes = 0;
    return { number, bytes };
  };
  for await (const chunk of source) {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        continue;
      }
      if (state !== 'inside') {
        // A BOM may stand before the list.
        if (isBlank(byte) || (seen + at < 3 && [0xef, 0xbb, 0xbf][seen + at] === byte)) continue;
        if (state === 'after' || byte !== OPEN_LIST) throw new FileRefused('file.not_list');
        state = 'inside';
        start = at + 1;
        continue;
      }
      if (byte === QUOTE) inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (depth > 0) depth--;
        else if (byte === CLOSE_LIST) {
          take(chunk.subarray(start, at));
          const last = finish();
          // `[]` and a comma before the end leave an element of nothing.
          if (last.bytes === null || last.bytes.some((each) => !isBlank(each))) yield last;
          state = 'after';
        } else throw new FileRefused('file.not_list');
      } else if (byte === COMMA && depth === 0) {
        take(chunk.subarray(start, at));
        yield finish();
        start = at + 1;
      }
    }
    if (state === 'inside') take(chunk.subarray(start));
    seen += chunk.length;
  }
  if (state === 'before') throw new FileRefused(seen === 0 ? 'file.empty' : 'file.not_list');
  if (state === 'inside') throw new FileRefused('file.cut_off');
}
