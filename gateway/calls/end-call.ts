import { GATEWAY_ERRORS, type GatewayErrorCode } from '#lib/contracts/gateway-errors.ts';
import { errorBody, GatewayError } from '../errors/gateway-error.ts';
import type { Gateway } from '../gateway.ts';
import type { Call } from './call.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Settles and journals a call; `send` gives the caller the rest of its answer once the record is written. */
export function endCall(
  gateway: Gateway,
  call: Call,
  end: { status: number; errorCode: GatewayErrorCode | null; errorMessage: string | null },
  send: () => void,
): void {
  if (call.ended) return;
  call.ended = true;
  call.onStop = null;
  gateway.running.delete(call);
  // The engine read the prompt of whoever hung up, even if it said nothing yet.
  if (call.sentEvents > 0 || (end.errorCode === 'client_closed' && call.instance)) call.countSent();
  const { tokens, route } = call;
  if (route) route.calls++;
  if (route && call.counted) route.outstanding--;
  call.reservation?.settle(tokens.prompt + tokens.completion);
  const record = call.record(end.status, end.errorCode, end.errorMessage);
  gateway.metrics.ended(call, end.status, end.errorCode);
  if (record) {
    gateway.journal.end(record, send, call.opened);
    gateway.limits.recorded(call, gateway.journal.appended);
  } else send();
}

/** Ends a call with an error: as status and body, or as the last event of a stream that is open already. */
export function endWithError(gateway: Gateway, call: Call, error: GatewayError): void {
  const { response } = call;
  if (error.status >= 500)
    gateway.logger.warn(
      { requestId: call.requestId, code: error.code, reason: error.log ?? error.message },
      'call failed',
    );
  const gone = error.code === 'client_closed' || call.gone;
  if (gone) {
    const { status } = GATEWAY_ERRORS.client_closed;
    endCall(gateway, call, { status, errorCode: 'client_closed', errorMessage: null }, () =>
      response.destroy(),
    );
    return;
  }
  const end = { status: error.status, errorCode: error.code, errorMessage: error.log ?? error.message };
  const text = JSON.stringify(errorBody(error, call.requestId));
  if (response.headersSent) {
    endCall(gateway, call, end, () => response.end(`data: ${text}\n\n`));
    return;
  }
  const headers = ['content-type', JSON_TYPE, 'content-length', String(Buffer.byteLength(text))];
  headers.push(...error.headers);
  if (error.retryAfterSeconds !== null) headers.push('retry-after', String(error.retryAfterSeconds));
  // What remains of a body that is too large is not read: the connection cannot be used again.
  if (error.status === 413 || gateway.draining) headers.push('connection', 'close');
  endCall(gateway, call, end, () => {
    response.writeHead(error.status, commonHeaders(call, headers));
    response.end(text);
  });
}

/** `latin1`: the bytes of the answer as text, one character each, which goes out in one piece with the headers. */
export function endWithAnswer(gateway: Gateway, call: Call, latin1: string): void {
  const { response } = call;
  const headers = ['content-type', JSON_TYPE, 'content-length', String(latin1.length)];
  if (gateway.draining) headers.push('connection', 'close');
  endCall(gateway, call, { status: 200, errorCode: null, errorMessage: null }, () => {
    response.writeHead(200, commonHeaders(call, headers));
    response.end(latin1, 'latin1');
  });
}

export const commonHeaders = (call: Call, headers: string[]): string[] => {
  headers.push('x-request-id', call.requestId, ...call.limitHeaders);
  return headers;
};

/** Anything thrown becomes what a caller may read; what nobody expected stays in the log. */
export function asGatewayError(gateway: Gateway, call: Call, error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  gateway.logger.error({ err: error, requestId: call.requestId }, 'unexpected error in a call');
  return new GatewayError('500003', 'The gateway failed; the request id tells an administrator more.');
}
