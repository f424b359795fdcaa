import { isObject } from '../body/check-parameters.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import { UpstreamFailure } from './upstream-failure.ts';

/** An answer of the engine that is no success, as the caller shall see it. */
export function refusalOf(status: number, body: string, retryAfter: string | undefined): UpstreamFailure {
  const { message, param } = messageIn(body);
  const log = `the engine answered ${status}: ${body.slice(0, 400)}`;
  if (status === 400 || status === 413 || status === 422)
    return final(
      new GatewayError('500002', message ?? 'The model service refuses the request.', {
        log,
        status: status === 422 ? 400 : status,
        ...(param ? { param } : {}),
      }),
    );
  if (status === 429) {
    const seconds = Number(retryAfter);
    return final(
      new GatewayError('700004', message ?? 'The model service gets too many requests; try again later.', {
        log,
        retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 1,
      }),
    );
  }
  const gone = status === 502 || status === 503;
  const error = new GatewayError('500001', `The model service failed (${status}).`, { log });
  return new UpstreamFailure(error, { retry: gone });
}

const final = (error: GatewayError) => new UpstreamFailure(error, { retry: false });

/** vLLM writes `{error: {message, param}}`, or `{message}` in older versions; FastAPI writes `{detail}`. */
export function messageIn(body: string): { message: string | null; param: string | null } {
  try {
    const parsed: unknown = JSON.parse(body);
    const error = isObject(parsed) && isObject(parsed.error) ? parsed.error : parsed;
    if (!isObject(error)) return { message: null, param: null };
    const detail = error.message ?? error.detail;
    const message =
      detail === undefined ? null : typeof detail === 'string' ? detail : JSON.stringify(detail);
    return {
      message: message?.slice(0, 1000) ?? null,
      param: typeof error.param === 'string' ? error.param : null,
    };
  } catch {
    return { message: null, param: null };
  }
}
