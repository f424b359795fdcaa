import { open } from 'node:fs/promises';

const CHUNK = 256 * 1024;
const MAX_LINE = 64 * 1024;
const CUT_MARK = ' … [line cut at 64 KB]';

/** What a terminal would show in the end: the last state of a line that a progress bar kept overwriting. */
export function shownText(raw: Buffer, cut: boolean): string {
  const states = raw.toString('utf8').split('\r');
  const text = states.findLast((state) => state.trim() !== '') ?? '';
  return cut ? text + CUT_MARK : text;
}

/**
 * Yields the lines of a file from byte `start` to byte `end`, each with its end offset. Never holds more than one
 * chunk and one line: of a longer line the beginning is kept, or its last progress state.
 */
export async function* readLines(
  file: string,
  start: number,
  end: number,
): AsyncGenerator<{ text: string; end: number }> {
  if (start >= end) return;
  const handle = await open(file, 'r');
  let line = Buffer.alloc(0);
  let cut = false;
  const take = (piece: Buffer) => {
    if (line.length + piece.length <= MAX_LINE) {
      line = Buffer.concat([line, piece]);
      return;
    }
    // A bar that never ends its line grows for hours: only its latest state matters.
    const last = piece.lastIndexOf(13, piece.length - 2);
    if (last >= 0) {
      line = Buffer.from(piece.subarray(last + 1, last + 1 + MAX_LINE));
      cut = piece.length - last - 1 > MAX_LINE;
    } else {
      line = Buffer.concat([line, piece.subarray(0, MAX_LINE - line.length)]);
      cut = true;
    }
  };
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    let offset = start;
    while (offset < end) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(CHUNK, end - offset), offset);
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        take(chunk.subarray(from, at));
        yield { text: shownText(line, cut), end: offset + at + 1 };
        line = Buffer.alloc(0);
        cut = false;
        from = at + 1;
      }
      take(chunk.subarray(from));
      offset += bytesRead;
    }
    if (line.length > 0) yield { text: shownText(line, cut), end: offset };
  } finally {
    await handle.close();
  }
}
