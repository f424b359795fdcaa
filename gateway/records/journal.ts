import { closeSync, fdatasync, mkdirSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { CallRecord } from '#lib/contracts/gateway.ts';
import { diskFull } from '#lib/platform/disk-full.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { Bag, type Bagged } from '../bag.ts';
import { type Pending, readJournal, type Segment, segmentName } from './read-journal.ts';

const SEGMENT_BYTES = 8 * 1024 * 1024;
const SYNC_EVERY_MS = 100;
const RETRY_EVERY_MS = 500;
const NOTHING = Buffer.alloc(0);
/** Takes the lines of one turn: each turn's own buffer would live until a full collection. */
const TURN = Buffer.allocUnsafeSlow(256 * 1024);
const MOST_BYTES_A_CHARACTER = 3;
const DEFAULT_LIMIT_BYTES = 1024 * 1024 * 1024;
/** Above this share of the limit, records of calls that spent nothing are no longer kept. */
const SPARE_SHARE = 0.8;

export type JournalOptions = {
  folder: string;
  logger: Logger;
  limitBytes?: number;
  segmentBytes?: number;
};

/** The line `O` of a call under way. */
export type OpenLine = Bagged & { readonly line: string };

/**
 * What happened, on disk before anybody hears of it: lines `E{record}` (a call ended), `O{record}` (one began; the
 * record that it gets if this process dies) and `P{id: tokens}` (sent so far). All lines of one turn of the event loop
 * are one write; what is written survives kill -9, and fdatasync every 100 ms bounds what a power cut takes.
 */
export class Journal {
  readonly #options: Required<JournalOptions>;
  readonly #segments: Segment[];
  #fd: number;
  #lines = '';
  #waiting: (() => void)[] = [];
  #scheduled = false;
  #syncTimer: NodeJS.Timeout | null = null;
  #bytes: number;
  /** Of calls under way. */
  readonly #open = new Bag<OpenLine>();
  /** Ended calls, counted from the first that was not acknowledged when this process started. */
  appended = 0;
  dropped = 0;
  /** What the disk did not take yet. */
  #unwritten: Buffer = NOTHING;
  #retryTimer: NodeJS.Timeout | null = null;
  onAppend: () => void = () => undefined;

  private constructor(options: Required<JournalOptions>, segments: Segment[]) {
    this.#options = options;
    this.#segments = segments;
    this.#bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
    const next = (segments.at(-1)?.number ?? 0) + 1;
    segments.push({ number: next, bytes: 0 });
    this.#fd = openSync(join(options.folder, segmentName(next)), 'a', 0o600);
  }

  /** Opens the journal; calls that were under way when the last process died get their record now. */
  static open(options: JournalOptions): { journal: Journal; presets: Pending[] } {
    const folder = options.folder;
    mkdirSync(folder, { recursive: true });
    const found = readJournal(folder);
    const all = { limitBytes: DEFAULT_LIMIT_BYTES, segmentBytes: SEGMENT_BYTES, ...options };
    const journal = new Journal(all, found.segments);
    journal.appended = found.pending;
    const orphans = found.orphans.map((record) => {
      journal.end(record);
      return { place: journal.appended, record };
    });
    journal.flush();
    return { journal, presets: [...found.presets, ...orphans] };
  }

  get folder(): string {
    return this.#options.folder;
  }
  get backlogBytes(): number {
    return this.#bytes;
  }
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** null, or why no call may begin: what is under way is kept in memory meanwhile. */
  get problem(): string | null {
    return this.#unwritten.length > 0 ? diskFull(this.folder).message : null;
  }

  /** A call sends something before it ends; `done` runs once the line is written. */
  begin(record: CallRecord, done: () => void): OpenLine {
    const opened = { line: `O${JSON.stringify(record)}\n`, place: -1 };
    this.#open.add(opened);
    this.#lines += opened.line;
    this.#waiting.push(done);
    this.#schedule();
    return opened;
  }

  progress(tokens: Record<string, number>): void {
    if (this.problem) return;
    this.#lines += `P${JSON.stringify(tokens)}\n`;
    this.#schedule();
  }

  /** `done` runs once the record is written, in the same turn of the event loop or the next; `opened` is what it began with. */
  end(record: CallRecord, done?: () => void, opened: OpenLine | null = null): void {
    if (opened) this.#open.delete(opened);
    if (this.#isKept(record)) {
      this.#lines += `E${JSON.stringify(record)}\n`;
      this.appended++;
    } else this.dropped++;
    if (done) this.#waiting.push(done);
    this.#schedule();
  }

  flush(): void {
    this.#scheduled = false;
    const lines = this.#lines;
    const waiting = this.#waiting;
    this.#lines = '';
    this.#waiting = [];
    if (lines) this.#write(lines);
    for (const done of waiting) done();
    if (lines) this.onAppend();
  }

  /** Everything before `segment` has been acknowledged. */
  forget(segment: Segment): void {
    while (this.#segments[0] && this.#segments[0] !== segment) {
      const [old] = this.#segments.splice(0, 1);
      if (!old) return;
      this.#bytes -= old.bytes;
      unlinkSync(join(this.folder, segmentName(old.number)));
    }
  }

  /** Starts a new segment unless the present one is empty, so that the present one can be forgotten. */
  rotate(): void {
    const current = this.#segments.at(-1);
    if (!current || current.bytes === 0 || this.problem) return;
    const old = this.#fd;
    fdatasync(old, () => closeSync(old));
    const number = current.number + 1;
    this.#segments.push({ number, bytes: 0 });
    this.#fd = openSync(join(this.folder, segmentName(number)), 'a', 0o600);
    const open = this.#open
      .values()
      .map(({ line }) => line)
      .join('');
    if (open) this.#write(open);
  }

  close(): void {
    this.flush();
    if (this.#syncTimer) clearTimeout(this.#syncTimer);
    if (this.#retryTimer) clearTimeout(this.#retryTimer);
    closeSync(this.#fd);
  }

  #isKept(record: CallRecord): boolean {
    const { limitBytes } = this.#options;
    if (this.#bytes < limitBytes * SPARE_SHARE && !this.problem) return true;
    return this.#bytes < limitBytes && record.promptTokens + record.completionTokens + record.images > 0;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      if (this.#scheduled) this.flush();
    });
  }

  #write(lines: string): void {
    const current = this.#segments.at(-1);
    if (!current) return;
    const data =
      this.#unwritten.length === 0 ? bytesOf(lines) : Buffer.concat([this.#unwritten, Buffer.from(lines)]);
    const { logger } = this.#options;
    let at = 0;
    try {
      while (at < data.length) {
        const written = writeSync(this.#fd, data, at);
        at += written;
        current.bytes += written;
        this.#bytes += written;
      }
      if (this.#unwritten.length > 0) logger.info('call records can be written again; none is lost');
      this.#unwritten = NOTHING;
    } catch (error) {
      if (this.#unwritten.length === 0)
        logger.error({ err: error }, 'call records cannot be written; new calls are refused meanwhile');
      this.#unwritten = Buffer.from(data.subarray(at));
      this.#retrySoon();
    }
    this.#syncSoon();
    if (current.bytes >= this.#options.segmentBytes) this.rotate();
  }

  #retrySoon(): void {
    this.#retryTimer ??= setTimeout(() => {
      this.#retryTimer = null;
      this.#write('');
    }, RETRY_EVERY_MS);
  }

  #syncSoon(): void {
    this.#syncTimer ??= setTimeout(() => {
      this.#syncTimer = null;
      fdatasync(this.#fd, () => undefined);
    }, SYNC_EVERY_MS);
  }
}

/** Of the next lines too. */
function bytesOf(lines: string): Buffer {
  if (lines.length * MOST_BYTES_A_CHARACTER > TURN.length) return Buffer.from(lines);
  return TURN.subarray(0, TURN.write(lines));
}
