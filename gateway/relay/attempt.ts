import type { Call } from '../calls/call.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { Gateway } from '../gateway.ts';
import type { Instance } from '../instances/instance.ts';
import type { AnswerControl, AnswerHandler, AnswerHeaders } from '../upstream/upstream.ts';
import { StreamRelay } from './stream-relay.ts';
import { refusalOf } from './upstream-error.ts';
import { failureOf, UpstreamFailure } from './upstream-failure.ts';

const LONGEST_ANSWER_BYTES = 256 * 1024 * 1024;

/** `whole`: an answer to look at and send; null: it was streamed to its end. */
export type Outcome = { whole: Buffer | null };

/** One try of a call at one instance. Rejects with UpstreamFailure, or GatewayError once the caller got a part. */
export class Attempt implements AnswerHandler {
  readonly #gateway: Gateway;
  readonly #call: Call;
  readonly #resolve: (outcome: Outcome) => void;
  readonly #reject: (error: Error) => void;
  #controller: AnswerControl | null = null;
  #stream: StreamRelay | null = null;
  #status = 0;
  #retryAfter: string | undefined;
  #chunks: Buffer[] = [];
  #size = 0;
  #settled = false;

  private constructor(
    gateway: Gateway,
    call: Call,
    resolve: (outcome: Outcome) => void,
    reject: (error: Error) => void,
  ) {
    this.#gateway = gateway;
    this.#call = call;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  static start(gateway: Gateway, call: Call, instance: Instance, body: Buffer): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const attempt = new Attempt(gateway, call, resolve, reject);
      call.onStop = (error) => attempt.abort(error);
      const { headersMs, idleMs } = gateway.timeouts;
      const path = instance.base + call.endpoint.path.slice(3);
      instance.upstream.dispatch({ path, requestId: call.requestId, body, headersMs, idleMs }, attempt);
    });
  }

  /** Ends the engine's work at once. */
  abort(error: GatewayError): void {
    this.#controller?.abort(error);
    this.#fail(error);
  }

  onRequestStart(controller: AnswerControl): void {
    this.#controller = controller;
    if (this.#settled) controller.abort(new Error('the call has ended'));
  }

  onResponseStart(controller: AnswerControl, status: number, headers: AnswerHeaders): void {
    if (status < 200) return;
    this.#status = status;
    this.#retryAfter = headers['retry-after'];
    const type = headers['content-type'] ?? '';
    if (status === 200 && this.#call.stream && type.includes('event-stream')) this.#openStream(controller);
  }

  onResponseData(controller: AnswerControl, chunk: Buffer): void {
    if (this.#settled) return;
    if (!this.#stream) {
      this.#size += chunk.length;
      if (this.#size > LONGEST_ANSWER_BYTES) controller.abort(new Error('the answer is too large'));
      else this.#chunks.push(chunk);
      return;
    }
    const stream = this.#stream;
    try {
      stream.data(chunk);
    } catch (error) {
      controller.abort(error as Error);
      this.#fail(error as Error);
    }
  }

  onResponseEnd(): void {
    if (this.#settled) return;
    try {
      if (this.#stream) {
        this.#stream.end();
        return;
      }
    } catch (error) {
      this.#fail(error as Error);
      return;
    }
    const [first] = this.#chunks;
    const whole = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks);
    if (this.#status >= 200 && this.#status < 300) this.#succeed({ whole });
    else this.#fail(refusalOf(this.#status, whole.toString('utf8'), this.#retryAfter));
  }

  onResponseError(_controller: AnswerControl, error: Error): void {
    this.#fail(error instanceof GatewayError ? error : failureOf(error));
  }

  #openStream(controller: AnswerControl): void {
    try {
      this.#stream = new StreamRelay(this.#gateway, this.#call, controller, (error) => {
        if (error === null) {
          this.#succeed({ whole: null });
          return;
        }
        controller.abort(error as Error);
        this.#fail(error as Error);
      });
    } catch (error) {
      controller.abort(error as Error);
      this.#fail(error as Error);
    }
  }

  #succeed(outcome: Outcome): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#stream?.close();
    this.#resolve(outcome);
  }

  #fail(error: Error): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#stream?.close();
    const touched = this.#stream !== null && !this.#stream.untouched;
    if (error instanceof UpstreamFailure && touched) this.#reject(error.error);
    else this.#reject(error);
  }
}
