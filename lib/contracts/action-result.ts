import type { ErrorBody } from './errors.ts';

/** What a server action answers: it never throws. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ErrorBody['error'] };
