/** One server-sent event. */
export type SseEvent = { event: string; data: string };

/** Splits a stream of server-sent events, wherever its pieces are cut; a last event without its blank line is dropped. */
export class SseReader {
  readonly #decoder = new TextDecoder();
  #rest = '';
  #event = '';
  #data: string[] = [];

  push(piece: Uint8Array): SseEvent[] {
    const lines = (this.#rest + this.#decoder.decode(piece, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#line(line) ?? []);
  }

  #line(line: string): SseEvent | null {
    if (line === '') {
      const found = this.#data.length > 0 ? { event: this.#event, data: this.#data.join('\n') } : null;
      this.#event = '';
      this.#data = [];
      return found;
    }
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') this.#data.push(value);
    else if (name === 'event') this.#event = value;
    return null;
  }
}
