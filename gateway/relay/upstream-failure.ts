import { GatewayError } from '../errors/gateway-error.ts';

/** Why an instance gave no answer. `retry`: another may, since nothing has reached the caller. */
export class UpstreamFailure extends Error {
  readonly retry: boolean;
  /** It does not accept connections. */
  readonly refused: boolean;
  readonly error: GatewayError;

  constructor(error: GatewayError, options: { retry: boolean; refused?: boolean }) {
    super(error.message, { cause: error.cause });
    this.error = error;
    this.retry = options.retry;
    this.refused = options.refused ?? false;
  }
}

const REFUSING = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'connect_timeout',
  'ETIMEDOUT',
]);
const LOST = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'ECONNABORTED',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
  'closed_early',
]);

/** What a client of ours or undici reported, as a caller may read it: no addresses, no ports. */
export function failureOf(cause: Error): UpstreamFailure {
  const code = codeOf(cause);
  const failed = (message: string, status?: number) =>
    new GatewayError('500001', message, {
      cause,
      log: `${code}: ${cause.message}`,
      ...(status ? { status } : {}),
    });
  if (REFUSING.has(code))
    return new UpstreamFailure(failed('The model service does not accept connections.'), {
      retry: true,
      refused: true,
    });
  if (LOST.has(code))
    return new UpstreamFailure(failed('The model service broke the connection off.'), { retry: true });
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'headers_timeout')
    return new UpstreamFailure(failed('The model service did not answer in time.', 504), { retry: false });
  if (code === 'UND_ERR_BODY_TIMEOUT' || code === 'body_timeout')
    return new UpstreamFailure(failed('The model service stopped answering half-way.', 504), {
      retry: false,
    });
  return new UpstreamFailure(failed('The model service answered with something unreadable.'), {
    retry: false,
  });
}

function codeOf(cause: Error): string {
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  // Several addresses were tried and all failed.
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return codeOf(cause.errors[0]);
  return cause.name;
}
