import { GATEWAY_ERRORS, type GatewayErrorCode } from '#lib/contracts/gateway-errors.ts';

type Details = {
  status?: number;
  param?: string;
  retryAfterSeconds?: number;
  cause?: unknown;
  log?: string;
  headers?: string[];
};

/** What a caller reads instead of an answer. `log` is for the log and the record alone. */
export class GatewayError extends Error {
  readonly code: GatewayErrorCode;
  readonly status: number;
  readonly param: string | null;
  readonly retryAfterSeconds: number | null;
  readonly log: string | null;
  /** More headers of the answer, flat. */
  readonly headers: readonly string[];

  constructor(code: GatewayErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.status = details.status ?? GATEWAY_ERRORS[code].status;
    this.param = details.param ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.log = details.log ?? null;
    this.headers = details.headers ?? [];
  }
}

export const paramError = (param: string, message: string, status = 400): GatewayError =>
  new GatewayError('500002', `${param}: ${message}`, { param, status });

/** Both kinds of clients read it: `code` and `type` are the platform's, the rest is what OpenAI's clients look for. */
export const errorBody = (error: GatewayError, requestId: string) => ({
  error: {
    code: error.code,
    type: GATEWAY_ERRORS[error.code].type,
    message: error.message,
    param: error.param,
    request_id: requestId,
  },
});
