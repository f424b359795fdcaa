import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallRecord } from '#lib/contracts/gateway.ts';
import type { GatewayErrorCode } from '#lib/contracts/gateway-errors.ts';
import { newIdDigits } from '#lib/platform/ids.ts';
import type { Caller } from '../auth/authenticate.ts';
import type { Bagged } from '../bag.ts';
import type { Endpoint } from '../body/endpoints.ts';
import type { GatewayError } from '../errors/gateway-error.ts';
import type { Instance } from '../instances/instance.ts';
import type { Reservation } from '../limits/reservation.ts';
import type { OpenLine } from '../records/journal.ts';
import type { Route } from '../routes/route.ts';

/** What the database holds; an engine that claims more is wrong. */
const MOST_TOKENS = 2_147_483_647;

export type Tokens = { readonly prompt: number; readonly completion: number; readonly exact: boolean };
export const NO_TOKENS: Tokens = { prompt: 0, completion: 0, exact: false };

/** One call from its arrival to its record. */
export class Call implements Bagged {
  readonly endpoint: Endpoint;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly arrivedAt = Date.now();
  readonly startedMs = performance.now();
  readonly id: string;
  readonly requestId: string;
  caller: Caller | null = null;
  route: Route | null = null;
  /** What the caller wrote into `model`. */
  model = '';
  stream = false;
  /** The caller asked for usage in its stream. */
  wantsUsage = false;
  promptBytes = 0;
  images = 0;
  reservation: Reservation | null = null;
  /** The instance that answers now or answered. */
  instance: Instance | null = null;
  tokens = NO_TOKENS;
  firstTokenMs: number | null = null;
  /** Events that a stream passed on. */
  sentEvents = 0;
  ended = false;
  /** Among the calls under way. */
  place = -1;
  /** What the journal holds of it before its end. */
  opened: OpenLine | null = null;
  /** Counts among its route's calls under way. */
  counted = false;
  /** Set by whoever waits or works for this call: ends that with the error, since the caller hung up or we stop. */
  onStop: ((error: GatewayError) => void) | null = null;
  /** Headers that tell the caller its limits, flat. */
  limitHeaders: string[] = [];

  constructor(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse) {
    this.endpoint = endpoint;
    this.request = request;
    this.response = response;
    const digits = newIdDigits(this.arrivedAt);
    this.id = `call_${digits}`;
    this.requestId = `req_${digits}`;
  }

  /** Counts by what was sent, for a call that the engine did not count: an event is a token. */
  countSent(): void {
    const { tokens, route, endpoint, sentEvents } = this;
    if (tokens.exact || !route) return;
    // The first event of a chat names the role alone.
    const completion = Math.max(0, endpoint.chat ? sentEvents - 1 : sentEvents);
    this.tokens = { prompt: route.estimate.of(this.promptBytes), completion, exact: false };
  }

  get gone(): boolean {
    return this.response.destroyed || this.request.socket.destroyed;
  }

  /** The record as things stand; null for a call that never reached a route. */
  record(status: number, errorCode: GatewayErrorCode | null, errorMessage: string | null): CallRecord | null {
    const { caller, route, instance, tokens } = this;
    if (!caller || !route) return null;
    return {
      id: this.id,
      at: isoOf(this.arrivedAt),
      requestId: this.requestId,
      accountId: caller.accountId,
      userId: caller.userId,
      keyId: caller.keyId,
      via: caller.via,
      routeId: route.id,
      instanceId: instance?.id ?? null,
      revision: instance?.revision ?? null,
      path: this.endpoint.path,
      stream: this.stream,
      status,
      errorCode,
      errorMessage: errorMessage === null ? null : errorMessage.slice(0, 500),
      promptTokens: Math.min(tokens.prompt, MOST_TOKENS),
      completionTokens: Math.min(tokens.completion, MOST_TOKENS),
      images: errorCode === null ? this.images : 0,
      exact: tokens.exact,
      durationMs: round(performance.now() - this.startedMs),
      firstTokenMs: this.firstTokenMs === null ? null : round(this.firstTokenMs),
    };
  }
}

let lastMs = -1;
let lastIso = '';
/** Calls of one millisecond share it. */
function isoOf(ms: number): string {
  if (ms !== lastMs) {
    lastMs = ms;
    lastIso = new Date(ms).toISOString();
  }
  return lastIso;
}

const round = (ms: number): number => Math.round(ms * 100) / 100;
