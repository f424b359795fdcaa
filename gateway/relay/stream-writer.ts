import type { ServerResponse } from 'node:http';
import { GATHER_MS, gather } from './gather.ts';

export type StreamControl = { pause: () => void; resume: () => void };
export type WriterOptions = {
  response: ServerResponse;
  /** Of the engine's answer. */
  control: StreamControl;
  /** Calls back once the first bytes may go: the journal knows of the stream. */
  begin: (send: () => void) => void;
  /** Sends status and headers; called before the first write. */
  open: () => void;
  stalledReaderMs: number;
};

/**
 * Writes events to the caller: at once, unless the write before was just now, and only as fast as the caller reads.
 * While it waits the engine's connection is not read either.
 */
export class StreamWriter {
  readonly #options: WriterOptions;
  #pieces: Buffer[] = [];
  /** A flush is due: at the end of this turn, when the gathering is over, or when the caller has read. */
  #due = false;
  #gathering = false;
  #stalled: NodeJS.Timeout | null = null;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Something was written or is about to be. */
  get touched(): boolean {
    return this.#options.response.headersSent || this.#pieces.length > 0;
  }

  write(bytes: Buffer): void {
    this.#pieces.push(bytes);
    if (this.#due || this.#gathering || this.#stalled) return;
    this.#due = true;
    // What else the same read of the engine's connection brings goes with it.
    process.nextTick(turnEnded, this);
  }

  /** What one read of the engine's connection brought is here. */
  turnEnded(): void {
    const { response, control, begin } = this.#options;
    if (this.#closed || this.#pieces.length === 0) this.#due = false;
    else if (!response.headersSent) begin(() => this.flush());
    else if (performance.now() - this.#flushedAt >= GATHER_MS) this.flush();
    else {
      this.#due = false;
      this.#gathering = true;
      control.pause();
      gather(this);
    }
  }

  flush(): void {
    this.#due = false;
    if (this.#pieces.length === 0 || this.#closed) return;
    this.#options.open();
    this.#flushedAt = performance.now();
    if (!this.#options.response.write(this.takeAll())) this.#waitForReader();
  }

  gathered(): void {
    this.#gathering = false;
    if (this.#closed || this.#stalled) return;
    this.#due = true;
    this.#options.control.resume();
    this.flush();
  }

  /** What was not written yet. */
  takeAll(): Buffer {
    const pieces = this.#pieces;
    this.#pieces = [];
    const [first] = pieces;
    return pieces.length === 1 && first ? first : Buffer.concat(pieces);
  }

  /** Writes nothing more by itself. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // What is left is the end of the engine's answer: read it, so that its connection is free again.
    if (this.#gathering || this.#stalled) this.#options.control.resume();
    if (this.#stalled) clearTimeout(this.#stalled);
    this.#stalled = null;
  }

  #waitForReader(): void {
    const { response, control, stalledReaderMs } = this.#options;
    control.pause();
    this.#stalled = setTimeout(() => response.destroy(), stalledReaderMs);
    response.once('drain', () => {
      if (this.#stalled) clearTimeout(this.#stalled);
      this.#stalled = null;
      if (!this.#closed) this.gathered();
    });
  }
}

const turnEnded = (writer: StreamWriter): void => writer.turnEnded();
