import type { z } from 'zod';
import { ERROR_CODES, type ErrorCode, type FieldError, type Reason } from '#lib/contracts/errors.ts';

type Field = z.infer<typeof FieldError>;
export type ErrorDetails = {
  advice?: string;
  fields?: Field[];
  /** What exactly stood in the way, for pages in other languages. */
  because?: Reason;
  cause?: unknown;
  log?: string;
  retryAfterSeconds?: number;
};

/** A failure people may read: code, one sentence, and the way out. `log` is for the log alone. */
export class StudioError extends Error {
  override readonly name = 'StudioError';
  readonly code: ErrorCode;
  readonly advice: string | undefined;
  readonly fields: Field[] | undefined;
  readonly because: Reason | undefined;
  readonly log: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.advice = details.advice;
    this.fields = details.fields;
    this.because = details.because;
    this.log = details.log;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_CODES[this.code];
  }
}

export const invalidInput = (error: z.ZodError): StudioError => {
  const fields = error.issues.map((issue) => ({
    field: issue.path.join('.') || '(body)',
    message: issue.message,
  }));
  const first = fields[0];
  return new StudioError('request.invalid', first ? `${first.field}: ${first.message}` : 'invalid input', {
    fields,
  });
};

export const notFound = (what: string, id: string): StudioError =>
  new StudioError('not_found', `${what} ${id} does not exist or is not yours.`);

export const strangeCursor = (): StudioError => {
  const message = 'This is not a cursor that a list gave.';
  return new StudioError('request.invalid', `cursor: ${message}`, {
    because: { key: 'list.cursor' },
    advice: 'Start again without a cursor.',
    fields: [{ field: 'cursor', message }],
  });
};

/** By name too: a bundler may load this module twice in one process, and then `instanceof` alone misses. */
export const isStudioError = (error: unknown): error is StudioError =>
  error instanceof StudioError || (error instanceof Error && error.name === 'StudioError');
