import type { ErrorBody } from '#lib/contracts/errors.ts';
import { asDiskFull } from '#lib/platform/disk-full.ts';
import { isStudioError } from '#lib/platform/errors.ts';
import type { Logger } from '#lib/platform/logger.ts';

export type Failure = { status: number; body: ErrorBody };

/** What the caller may know of a failure; what was not thrown on purpose goes to the log alone. */
export function failureOf(thrown: unknown, requestId: string, logger: Logger): Failure {
  const error = asDiskFull(thrown) ?? thrown;
  if (isStudioError(error)) {
    if (error.status >= 500 || error.log)
      logger.warn({ err: error, requestId, details: error.log }, error.message);
    const { code, message, advice, fields, retryAfterSeconds } = error;
    const reason = error.because && { key: error.because.key, values: { ...error.because.values } };
    return {
      status: error.status,
      body: { error: { code, message, reason, advice, fields, retryAfterSeconds, requestId } },
    };
  }
  if (isDatabaseAway(error)) {
    logger.error({ err: error, requestId }, 'the database does not answer');
    return {
      status: 503,
      body: {
        error: {
          code: 'upstream.unavailable',
          message: 'The database does not answer.',
          advice: 'Try again in a moment.',
          requestId,
        },
      },
    };
  }
  logger.error({ err: error, requestId }, 'unexpected failure');
  return {
    status: 500,
    body: {
      error: {
        code: 'internal',
        message: 'Something went wrong inside the Studio.',
        advice: `Tell an administrator this request id: ${requestId}`,
        requestId,
      },
    },
  };
}

// Class 57P0x: the server is stopping or starting; 08xxx: the connection broke.
const AWAY = /^(57P0[1-5]|08\w{3}|ECONNREFUSED|ECONNRESET|EPIPE)$/;

function isDatabaseAway(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && AWAY.test(at.code)) return true;
    if (/^(Connection terminated|timeout exceeded when trying to connect)/.test(at.message)) return true;
  }
  return false;
}
