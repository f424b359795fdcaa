import { z } from 'zod';

/** One table: error code → HTTP status. The OpenAPI document's errors are written from it. */
export const ERROR_CODES = {
  'request.invalid': 400,
  'auth.required': 401,
  'auth.bad_credentials': 401,
  'auth.disabled': 403,
  'auth.password_change_required': 403,
  'permission.missing': 403,
  'request.bad_origin': 403,
  not_found: 404,
  'method.not_allowed': 405,
  conflict: 409,
  'name.taken': 409,
  'state.wrong': 409,
  'idempotency.mismatch': 409,
  in_use: 409,
  'limit.reached': 409,
  'body.too_large': 413,
  'range.unsatisfiable': 416,
  'content.invalid': 422,
  'rate.limited': 429,
  internal: 500,
  'upstream.unavailable': 503,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

export const FieldError = z.object({
  /** Dotted path of the input, such as `hyperparameters.learningRate`. */
  field: z.string(),
  message: z.string(),
});
export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** What to do next, when there is something. */
    advice: z.string().optional(),
    fields: z.array(FieldError).optional(),
    /** Seconds to wait before trying again; also the Retry-After header. */
    retryAfterSeconds: z.number().optional(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
