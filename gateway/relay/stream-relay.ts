import { isObject } from '../body/check-parameters.ts';
import type { Call } from '../calls/call.ts';
import { commonHeaders, endCall } from '../calls/end-call.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { Gateway } from '../gateway.ts';
import { countEvents, dataOf, EventCutter, splitEvents } from './sse.ts';
import { hasUsage, usageOf } from './usage.ts';

const DONE = 'data: [DONE]\n\n';
/** An event that never ends is nonsense. */
const LONGEST_EVENT_BYTES = 16 * 1024 * 1024;

export type StreamControl = { pause: () => void; resume: () => void };

/** Passes an engine's stream on as it comes, whole events at a time, and reads what it spends. */
export class StreamRelay {
  readonly #gateway: Gateway;
  readonly #call: Call;
  readonly #control: StreamControl;
  readonly #cutter = new EventCutter();
  /** `"model":"…"` as the engine writes it and as the caller knows it; null when they are the same. */
  readonly #rename: [string, string] | null;
  #pieces: Buffer[] = [];
  #scheduled = false;
  #stalled: NodeJS.Timeout | null = null;
  /** Events that reached the caller. */
  #sent = 0;
  #finished = false;
  #done = false;

  constructor(gateway: Gateway, call: Call, control: StreamControl) {
    this.#gateway = gateway;
    this.#call = call;
    this.#control = control;
    const served = call.route?.config.servedName ?? call.model;
    this.#rename =
      served === call.model ? null : [latin1(JSON.stringify(served)), latin1(JSON.stringify(call.model))];
  }

  /** Nothing reached the caller yet. */
  get untouched(): boolean {
    return !this.#call.response.headersSent && this.#pieces.length === 0;
  }
  get done(): boolean {
    return this.#done;
  }

  /** Throws GatewayError when the engine reports one or writes nonsense. */
  data(chunk: Buffer): void {
    if (this.#done) return;
    const whole = this.#cutter.take(chunk);
    if (whole) this.#take(whole);
    else if (this.#cutter.restBytes > LONGEST_EVENT_BYTES)
      throw new GatewayError('500001', 'The model service wrote an event that does not end.');
  }

  /** The engine closed its answer. Throws when it did so half-way. */
  end(): void {
    if (this.#done) return;
    const rest = this.#cutter.rest();
    if (rest) this.#take(Buffer.concat([rest, Buffer.from('\n\n')]));
    if (this.#done) return;
    if (!this.#finished) throw new GatewayError('500001', 'The model service ended its stream half-way.');
    this.#finish();
  }

  #take(bytes: Buffer): void {
    let text = bytes.toString('latin1');
    if (this.#call.firstTokenMs === null) this.#call.firstTokenMs = performance.now() - this.#call.startedMs;
    if (!this.#finished && text.includes('"finish_reason"'))
      this.#finished = /"finish_reason"\s*:\s*"/.test(text);
    let changed = false;
    if (this.#rename && text.includes('"model"')) {
      const [served, called] = this.#rename;
      text = text
        .replaceAll(`"model":${served}`, `"model":${called}`)
        .replaceAll(`"model": ${served}`, `"model": ${called}`);
      changed = true;
    }
    if (
      hasUsage(text) ||
      text.includes('data: [DONE]') ||
      text.includes('data:[DONE]') ||
      text.includes('"error"')
    ) {
      text = this.#takeSlowly(text);
      changed = true;
    }
    if (text) {
      this.#sent += countEvents(text);
      this.#write(changed ? Buffer.from(text, 'latin1') : bytes);
    }
    if (this.#done) this.#finish();
  }

  /** Event by event: usage is read and hidden, an error ends the stream, and so does the end. */
  #takeSlowly(text: string): string {
    let out = '';
    for (const event of splitEvents(text)) {
      const data = dataOf(event);
      if (data === '[DONE]') {
        this.#done = true;
        return out;
      }
      const parsed =
        data !== null && (data.includes('"usage"') || data.includes('"error"')) ? parse(data) : null;
      if (isObject(parsed) && isObject(parsed.error)) {
        if (out) this.#write(Buffer.from(out, 'latin1'));
        const { message } = parsed.error;
        throw new GatewayError('500001', typeof message === 'string' ? message : 'The model service failed.');
      }
      const usage = usageOf(parsed);
      if (usage) {
        this.#call.tokens = { ...usage, exact: true };
        const alone = isObject(parsed) && Array.isArray(parsed.choices) && parsed.choices.length === 0;
        if (alone && !this.#call.wantsUsage) continue;
      }
      out += event;
    }
    return out;
  }

  /** Pieces that came in one read leave in one write, in the same turn of the event loop. */
  #write(bytes: Buffer): void {
    this.#pieces.push(bytes);
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    const pieces = this.#pieces;
    const { response, ended } = this.#call;
    if (ended || pieces.length === 0) return;
    this.#pieces = [];
    this.#open();
    const bytes = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    if (!response.write(bytes)) this.#waitForReader();
    this.#countSent();
  }

  #open(): void {
    const { response } = this.#call;
    if (response.headersSent) return;
    const headers = ['content-type', 'text/event-stream; charset=utf-8', 'cache-control', 'no-cache'];
    headers.push('x-accel-buffering', 'no');
    if (this.#gateway.draining) headers.push('connection', 'close');
    response.writeHead(200, commonHeaders(this.#call, headers));
  }

  /** Until the engine counts, an event counts as a token; the first of a chat names the role alone. */
  #countSent(): void {
    const { tokens, route, promptBytes } = this.#call;
    if (tokens.exact || !route) return;
    const spoken = this.#call.endpoint.path === '/v1/chat/completions' ? this.#sent - 1 : this.#sent;
    this.#call.tokens = {
      prompt: route.estimate.of(promptBytes),
      completion: Math.max(0, spoken),
      exact: false,
    };
  }

  #waitForReader(): void {
    if (this.#stalled) return;
    const { response } = this.#call;
    this.#control.pause();
    this.#stalled = setTimeout(() => response.destroy(), this.#gateway.timeouts.stalledReaderMs);
    response.once('drain', () => {
      if (this.#stalled) clearTimeout(this.#stalled);
      this.#stalled = null;
      this.#control.resume();
    });
  }

  #finish(): void {
    this.#done = true;
    this.#flush();
    const { response, route, tokens, promptBytes } = this.#call;
    if (tokens.exact) route?.estimate.learn(promptBytes, tokens.prompt);
    this.#open();
    endCall(this.#gateway, this.#call, { status: 200, errorCode: null, errorMessage: null }, () =>
      response.end(DONE),
    );
  }

  /** Lets go of timers; whoever ended the call has answered it. */
  close(): void {
    if (this.#stalled) clearTimeout(this.#stalled);
    this.#stalled = null;
    this.#flush();
  }
}

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

function parse(data: string): unknown {
  try {
    return JSON.parse(Buffer.from(data, 'latin1').toString('utf8'));
  } catch {
    return null;
  }
}
