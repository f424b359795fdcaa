import { connect, type Socket } from 'node:net';
import { ChunkedBody } from './chunked-body.ts';
import { type Head, nonsense, readHead } from './read-head.ts';
import { type AnswerControl, type AnswerHandler, UpstreamError, type UpstreamRequest } from './upstream.ts';

export const CONNECT_WITHIN_MS = 5_000;
const LONGEST_HEAD_BYTES = 64 * 1024;
/** A body up to here is copied to go out in one write with its head. */
const ONE_WRITE_BYTES = 64 * 1024;
/**
 * What the kernel has is read into it, for every connection in turn: what is kept of it is copied before the next read.
 */
const READ = Buffer.allocUnsafe(256 * 1024);

export type EngineAddress = { host: string; port: number };
export type ConnectionOwner = {
  /** The answer has ended and another request may follow. */
  idle: (connection: EngineConnection) => void;
  gone: (connection: EngineConnection) => void;
};

/** One connection to an engine: a request and its answer, and then the next ones. */
export class EngineConnection implements AnswerControl {
  readonly #socket: Socket;
  readonly #owner: ConnectionOwner;
  readonly #hostHeader: string;
  #handler: AnswerHandler | null = null;
  #request: UpstreamRequest | null = null;
  #head: Head | null = null;
  /** The beginning of a head that came in parts. */
  #partial = '';
  #chunks: ChunkedBody | null = null;
  #left = 0;
  #paused = false;
  #connected = false;
  #ended = false;
  /** When the wait for the next part of the answer, or of an idle connection, is over. */
  deadline = Date.now() + CONNECT_WITHIN_MS;

  constructor({ host, port }: EngineAddress, owner: ConnectionOwner) {
    this.#owner = owner;
    this.#hostHeader = `host: ${host.includes(':') ? `[${host}]` : host}:${port}\r\n`;
    this.#socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
      onread: {
        buffer: READ,
        callback: (bytes) => {
          this.#read(READ.subarray(0, bytes));
          return true;
        },
      },
    });
    let failure: Error | null = null;
    this.#socket.on('connect', () => {
      this.#connected = true;
      if (this.#request) this.deadline = Date.now() + this.#request.headersMs;
    });
    this.#socket.on('error', (error) => {
      failure = error;
    });
    this.#socket.on('end', () => {
      this.#ended = true;
    });
    this.#socket.on('close', () => this.#closed(failure));
  }

  get busy(): boolean {
    return this.#handler !== null;
  }

  /** It is still open, so far as is known. */
  get open(): boolean {
    return !this.#socket.destroyed && !this.#ended;
  }

  send(request: UpstreamRequest, handler: AnswerHandler): void {
    this.#request = request;
    this.#handler = handler;
    if (this.#connected) this.deadline = Date.now() + request.headersMs;
    handler.onRequestStart(this);
    // Whoever called may have gone meanwhile.
    if (this.#handler !== handler) return;
    const { path, requestId, body } = request;
    const head = `POST ${path} HTTP/1.1\r\n${this.#hostHeader}content-type: application/json\r\nx-request-id: ${requestId}\r\ncontent-length: ${body.length}\r\n\r\n`;
    if (body.length <= ONE_WRITE_BYTES) {
      this.#socket.write(head + body.toString('latin1'), 'latin1');
      return;
    }
    this.#socket.cork();
    this.#socket.write(head, 'latin1');
    this.#socket.write(body);
    this.#socket.uncork();
  }

  abort(error: Error): void {
    this.#fail(error);
  }

  pause(): void {
    this.#paused = true;
    this.#socket.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (this.#request) this.deadline = Date.now() + this.#request.idleMs;
    this.#socket.resume();
  }

  /** Looked at now and then: ends what waits too long. */
  check(now: number): void {
    if (now < this.deadline || this.#paused) return;
    if (!this.#connected)
      this.#fail(new UpstreamError('connect_timeout', 'the connection was not accepted in time'));
    else if (this.#head) this.#fail(new UpstreamError('body_timeout', 'the answer stopped half-way'));
    else if (this.busy) this.#fail(new UpstreamError('headers_timeout', 'no answer came in time'));
    else this.#socket.destroy();
  }

  destroy(): void {
    this.#fail(new UpstreamError('closed_early', 'the connection was closed'));
  }

  #read(bytes: Buffer): void {
    const handler = this.#handler;
    // Nobody asked: an engine that speaks now cannot be trusted with the next request.
    if (!handler) return void this.#socket.destroy();
    try {
      const body = this.#head ? bytes : this.#readHead(bytes, handler);
      if (body && body.length > 0 && this.#handler === handler) this.#readBody(body, handler);
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  /** What of `bytes` belongs to the body; null while the head is not whole. */
  #readHead(bytes: Buffer, handler: AnswerHandler): Buffer | null {
    const before = this.#partial.length;
    const text = this.#partial + bytes.toString('latin1', 0, Math.min(bytes.length, LONGEST_HEAD_BYTES));
    const end = text.indexOf('\r\n\r\n', Math.max(0, before - 3));
    if (end === -1) {
      if (text.length >= LONGEST_HEAD_BYTES) throw nonsense('its head does not end');
      this.#partial = text;
      return null;
    }
    this.#partial = '';
    const head = readHead(text.slice(0, end));
    const rest = bytes.subarray(end + 4 - before);
    if (head.status < 200) {
      if (head.status === 101) throw nonsense('it changes the protocol');
      return this.#readHead(rest, handler);
    }
    this.#head = head;
    this.#chunks = head.chunked ? new ChunkedBody() : null;
    this.#left = head.length ?? Number.POSITIVE_INFINITY;
    this.#touch();
    handler.onResponseStart(this, head.status, head.headers);
    if (head.length === 0 && this.#handler === handler) {
      if (rest.length > 0) throw nonsense('more follows its end');
      this.#answered(handler);
      return null;
    }
    return rest;
  }

  #readBody(bytes: Buffer, handler: AnswerHandler): void {
    this.#touch();
    const chunks = this.#chunks;
    if (bytes.length > this.#left) throw nonsense('more follows its end');
    const data = chunks ? chunks.take(bytes) : Buffer.from(bytes);
    this.#left -= chunks ? 0 : bytes.length;
    if (data.length > 0) handler.onResponseData(this, data);
    if (this.#handler === handler && (chunks ? chunks.done : this.#left === 0)) this.#answered(handler);
  }

  #touch(): void {
    if (this.#request) this.deadline = Date.now() + this.#request.idleMs;
  }

  #answered(handler: AnswerHandler): void {
    const reusable = this.#head?.keepAlive === true && this.open && this.#socket.writableLength === 0;
    this.#forget();
    if (reusable) this.#owner.idle(this);
    else this.#socket.destroy();
    handler.onResponseEnd();
  }

  #forget(): void {
    this.#handler = null;
    this.#request = null;
    this.#head = null;
    this.#chunks = null;
    this.#partial = '';
    if (this.#paused) this.resume();
  }

  #fail(error: Error): void {
    const handler = this.#handler;
    this.#forget();
    this.#socket.destroy();
    handler?.onResponseError(this, error);
  }

  #closed(failure: Error | null): void {
    const handler = this.#handler;
    const { length = 0, chunked = false } = this.#head ?? {};
    const whole = this.#head !== null && length === null && !chunked && failure === null && this.#ended;
    this.#forget();
    this.#owner.gone(this);
    if (!handler) return;
    if (whole) handler.onResponseEnd();
    else
      handler.onResponseError(
        this,
        failure ?? new UpstreamError('closed_early', 'the engine closed the connection'),
      );
  }
}
