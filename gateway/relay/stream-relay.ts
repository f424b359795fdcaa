import type { Call } from '../calls/call.ts';
import { commonHeaders, endCall } from '../calls/end-call.ts';
import type { Gateway } from '../gateway.ts';
import { StreamGuard } from '../moderation/stream-guard.ts';
import { countEvents } from './sse.ts';
import { StreamReader } from './stream-reader.ts';
import { type StreamControl, StreamWriter } from './stream-writer.ts';
import type { Usage } from './usage.ts';

const DONE = Buffer.from('data: [DONE]\n\n');
const HEADERS = [
  'content-type',
  'text/event-stream; charset=utf-8',
  'cache-control',
  'no-cache',
  'x-accel-buffering',
  'no',
];

/** Passes an engine's stream on as it comes, whole events at a time, and books what it spends. */
export class StreamRelay {
  readonly #gateway: Gateway;
  readonly #call: Call;
  readonly #reader: StreamReader;
  readonly #writer: StreamWriter;
  /** Where the answer is moderated. */
  readonly #guard: StreamGuard | null;
  readonly #onEnd: (error: unknown) => void;
  #ending = false;

  /** `onEnd` is called once, with null when the call has been answered to its end. */
  constructor(gateway: Gateway, call: Call, control: StreamControl, onEnd: (error: unknown) => void) {
    this.#gateway = gateway;
    this.#call = call;
    this.#onEnd = onEnd;
    const config = call.route?.config;
    const served = config?.servedName ?? call.model;
    this.#writer = new StreamWriter({
      response: call.response,
      control,
      begin: (send) => this.#begin(send),
      open: () => this.#open(),
      stalledReaderMs: gateway.timeouts.stalledReaderMs,
    });
    this.#guard = config?.moderation ? new StreamGuard(gateway.moderator, this.#send, onEnd) : null;
    this.#reader = new StreamReader({
      rename: served === call.model ? null : { from: served, to: call.model },
      passUsage: call.wantsUsage,
      sink: this,
    });
  }

  /** Nothing reached the caller yet. */
  get untouched(): boolean {
    return !this.#writer.touched;
  }

  data(chunk: Buffer): void {
    if (this.#ending) return;
    this.#reader.data(chunk);
    if (this.#reader.done) this.#endGuarded();
  }

  end(): void {
    if (this.#ending) return;
    this.#reader.end();
    this.#endGuarded();
  }

  pass(bytes: Buffer, text: string): void {
    if (this.#guard) this.#guard.take(bytes, text);
    else this.#send(bytes, countEvents(text));
  }

  usage(usage: Usage): void {
    this.#call.tokens = { ...usage, exact: true };
  }

  /** Whoever ended the call answers it; what was passed before goes out first. */
  close(): void {
    this.#guard?.close();
    this.#writer.flush();
    this.#writer.close();
  }

  readonly #send = (bytes: Buffer, count: number): void => {
    const call = this.#call;
    if (call.firstTokenMs === null) call.firstTokenMs = performance.now() - call.startedMs;
    call.sentEvents += count;
    this.#writer.write(bytes);
  };

  /** What the record says if this process dies before the call ends. A stream that comes in one piece needs none. */
  #begin(send: () => void): void {
    const call = this.#call;
    call.countSent();
    const record = call.record(500, '500003', 'The gateway died while the call was under way.');
    if (record) call.opened = this.#gateway.journal.begin(record, send);
    else send();
  }

  #open(length?: number): void {
    const { response } = this.#call;
    if (response.headersSent) return;
    const headers = this.#gateway.draining ? [...HEADERS, 'connection', 'close'] : [...HEADERS];
    if (length !== undefined) headers.push('content-length', String(length));
    response.writeHead(200, commonHeaders(this.#call, headers));
  }

  #endGuarded(): void {
    this.#ending = true;
    const judging = this.#guard?.end() ?? null;
    if (judging) judging.then(() => this.#finish()).catch(this.#onEnd);
    else this.#finish();
  }

  /** The last events leave together with `[DONE]`, once the call is on disk. */
  #finish(): void {
    const { response, route, tokens, promptBytes } = this.#call;
    if (tokens.exact) route?.estimate.learn(promptBytes, tokens.prompt);
    const last = Buffer.concat([this.#writer.takeAll(), DONE]);
    this.#writer.close();
    endCall(this.#gateway, this.#call, { status: 200, errorCode: null, errorMessage: null }, () => {
      // One that is whole already goes out in one piece with the headers.
      this.#open(last.length);
      response.end(last.toString('latin1'), 'latin1');
    });
    this.#onEnd(null);
  }
}
