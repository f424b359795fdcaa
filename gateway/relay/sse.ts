const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Cuts a byte stream of server-sent events behind the last whole event; what is left waits for the next chunk. */
export class EventCutter {
  #rest: Buffer | null = null;

  /** Whole events, or null when none has ended yet. A chunk that holds nothing but whole events is not copied. */
  take(chunk: Buffer): Buffer | null {
    const all = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    const end = endOfEvents(all);
    if (end === all.length) {
      this.#rest = null;
      return all;
    }
    if (end === 0) {
      this.#rest = all;
      return null;
    }
    this.#rest = Buffer.from(all.subarray(end));
    return all.subarray(0, end);
  }

  /** What never ended. */
  rest(): Buffer | null {
    const rest = this.#rest;
    this.#rest = null;
    return rest;
  }

  get restBytes(): number {
    return this.#rest?.length ?? 0;
  }
}

function endOfEvents(bytes: Buffer): number {
  const { length } = bytes;
  if (length >= 2 && bytes[length - 1] === NEWLINE && isBlank(bytes, length - 1)) return length;
  let at = length - 1;
  while (at > 0) {
    at = bytes.lastIndexOf(NEWLINE, at);
    if (at <= 0) return 0;
    if (isBlank(bytes, at)) return at + 1;
    at--;
  }
  return 0;
}

/** The newline at `at` ends an empty line, with or without carriage returns. */
const isBlank = (bytes: Buffer, at: number): boolean =>
  bytes[at - 1] === NEWLINE || (bytes[at - 1] === RETURN && bytes[at - 2] === NEWLINE);

/** What stands behind `data:` in one event; null for comments and the like. */
export function dataOf(event: string): string | null {
  // Nearly every event is one line and a blank one.
  const end = event.indexOf('\n');
  if (event.startsWith('data: ') && end === event.length - 2 && event[end - 1] !== '\r')
    return event.slice(6, end);
  let data: string | null = null;
  for (const line of event.split('\n')) {
    if (!line.startsWith('data:')) continue;
    const value = line.slice(line[5] === ' ' ? 6 : 5).replace(/\r$/, '');
    data = data === null ? value : `${data}\n${value}`;
  }
  return data;
}

/** Events in text that holds whole ones. */
export function countEvents(text: string): number {
  let count = 0;
  for (let at = text.indexOf('data:'); at !== -1; at = text.indexOf('\ndata:', at + 5)) count++;
  return count;
}
