import { appendFileSync } from 'node:fs';
import { open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { CALLS_PATH, CallBatchAnswer, type TrialUse } from '#lib/contracts/gateway.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { Journal } from './journal.ts';
import { CURSOR_FILE, type Cursor, readCursor, segmentName } from './read-journal.ts';

const GATHER_MS = 200;
const READ_BYTES = 512 * 1024;
/** A segment that was sent to its end is left for a new one once it is as large. */
const ROTATE_BYTES = 1024 * 1024;
const MOST_LINES = 1000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 15_000;
const TIMEOUT_MS = 20_000;
export const REFUSED_FILE = 'refused.jsonl';
/** A batch that the controller cannot read is cut in halves down to the record that is at fault. */
const REFUSALS = new Set([400, 413, 422]);

export type SenderOptions = {
  controllerUrl: string;
  token: string;
  gatewayId: string;
  journal: Journal;
  logger: Logger;
  /** So many calls, counted as `journal.appended` does, have been acknowledged in all; `trials`: with the last ones. */
  onAcknowledged: (count: number, trials: readonly TrialUse[]) => void;
};
/** `full`: more waits behind it. */
type Batch = { records: string[]; next: Cursor; full: boolean };

/** Sends what the journal holds, in order; a repeated batch is harmless, so the cursor may lag behind. */
export class RecordSender {
  readonly #options: SenderOptions;
  readonly #stopping = new AbortController();
  #cursor: Cursor;
  /** Lines of one batch. */
  #most = MOST_LINES;
  readonly #buffer = Buffer.allocUnsafe(READ_BYTES);
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;
  acknowledged = 0;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#cursor = readCursor(options.journal.folder);
    const [first] = options.journal.segments;
    if (first && this.#cursor.segment < first.number) this.#cursor = { segment: first.number, offset: 0 };
    options.journal.onAppend = () => this.#wake();
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Tries once more to send everything, within `withinMs`, and ends. */
  async stop(withinMs: number): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#running;
    for (const end = Date.now() + withinMs; Date.now() < end; ) {
      const batch = await this.#read();
      if (batch.records.length === 0 && this.#isAtEnd(batch.next)) return;
      try {
        await this.#send(batch, AbortSignal.timeout(Math.max(1, end - Date.now())));
      } catch {
        return;
      }
    }
  }

  async #run(): Promise<void> {
    const signal = this.#stopping.signal;
    let backoffMs = FIRST_BACKOFF_MS;
    while (!signal.aborted) {
      try {
        const batch = await this.#read();
        if (batch.records.length > 0) await this.#send(batch, signal);
        else if (this.#isAtEnd(batch.next)) await this.#nextAppend();
        else await this.#advance(batch.next, 0);
        backoffMs = FIRST_BACKOFF_MS;
        if (!batch.full) await sleep(GATHER_MS, undefined, { signal });
      } catch (error) {
        if (signal.aborted) return;
        this.#options.logger.warn({ err: error, backoffMs }, 'call records wait for the controller');
        await sleep(backoffMs, undefined, { signal }).catch(() => undefined);
        backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
      }
    }
  }

  #nextAppend(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (this.#stopping.signal.aborted) resolve();
    });
  }

  #isAtEnd(cursor: Cursor): boolean {
    const last = this.#options.journal.segments.at(-1);
    return cursor.segment === last?.number && cursor.offset >= last.bytes;
  }

  async #read(): Promise<Batch> {
    const { journal } = this.#options;
    const { segment, offset } = this.#cursor;
    const file = await open(join(journal.folder, segmentName(segment)));
    try {
      const { bytesRead } = await file.read(this.#buffer, 0, READ_BYTES, offset);
      const read = this.#buffer.subarray(0, bytesRead);
      let at = 0;
      let lines = 0;
      for (; lines < this.#most; lines++) {
        const end = read.indexOf(0x0a, at);
        if (end === -1) break;
        at = end + 1;
      }
      const records: string[] = [];
      for (const line of read.toString('utf8', 0, at).split('\n'))
        if (line.startsWith('E') && line.endsWith('}')) records.push(line.slice(1));
      const full = bytesRead === READ_BYTES || lines === this.#most;
      const later = journal.segments.find((one) => one.number > segment);
      // Nothing but a torn line is left of a segment that grows no more.
      if (at === 0 && later) return { records, next: { segment: later.number, offset: 0 }, full };
      return { records, next: { segment, offset: offset + at }, full };
    } finally {
      await file.close();
    }
  }

  async #send(batch: Batch, signal: AbortSignal): Promise<void> {
    const { controllerUrl, token, gatewayId } = this.#options;
    const answer = await request(`${controllerUrl}${CALLS_PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: `{"gatewayId":${JSON.stringify(gatewayId)},"records":[${batch.records.join(',')}]}`,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal,
    });
    const text = await answer.body.text();
    if (answer.statusCode === 200) {
      const { refused, trials } = CallBatchAnswer.parse(JSON.parse(text));
      for (const { index, reason } of refused) this.#refused(batch.records[index] ?? '', reason);
      this.#most = MOST_LINES;
      return this.#advance(batch.next, batch.records.length, trials);
    }
    if (!REFUSALS.has(answer.statusCode)) throw new Error(`the controller answered ${answer.statusCode}`);
    if (batch.records.length > 1) {
      this.#most = Math.max(1, Math.floor(batch.records.length / 2));
      return;
    }
    this.#refused(batch.records[0] ?? '', text);
    return this.#advance(batch.next, 1);
  }

  /** Kept for a person to look at; sending it again would end the same way. */
  #refused(record: string, reason: string): void {
    const { journal, logger } = this.#options;
    logger.error({ reason: reason.slice(0, 500) }, 'the controller refuses a call record');
    appendFileSync(join(journal.folder, REFUSED_FILE), `${record}\n`);
  }

  async #advance(next: Cursor, records: number, trials: readonly TrialUse[] = []): Promise<void> {
    const { journal } = this.#options;
    this.#cursor = next;
    this.acknowledged += records;
    // A part of a segment cannot be given back to the disk.
    if (next.offset > ROTATE_BYTES && this.#isAtEnd(next)) {
      journal.rotate();
      this.#cursor = { segment: journal.segments.at(-1)?.number ?? next.segment, offset: 0 };
    }
    const segment = journal.segments.find((one) => one.number === this.#cursor.segment);
    // First what makes room; a cursor that lags behind is moved to the first segment that is there.
    if (segment) journal.forget(segment);
    const file = join(journal.folder, CURSOR_FILE);
    await writeFile(`${file}.new`, JSON.stringify(this.#cursor));
    await rename(`${file}.new`, file);
    if (records > 0) this.#options.onAcknowledged(this.acknowledged, trials);
  }
}
