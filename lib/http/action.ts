import type { z } from 'zod';
import { pageCaller } from '#lib/auth/context.ts';
import { refuseUnchangedPassword } from '#lib/auth/request-context.ts';
import { services } from '#lib/auth/services.ts';
import type { ActionResult } from '#lib/contracts/action-result.ts';
import type { Verb } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { failureOf } from './error-body.ts';

export type { ActionResult } from '#lib/contracts/action-result.ts';

/**
 * Runs a verb for the signed-in browser; the whole body of a server action. Never throws: what went wrong is an answer.
 * Next itself refuses actions from another origin.
 */
export async function runAction<I extends z.ZodType, O extends z.ZodType>(
  verb: Verb<I, O>,
  input: z.input<I>,
  options: { dryRun?: boolean; beforePasswordChange?: boolean } = {},
): Promise<ActionResult<z.output<O>>> {
  const { logger } = await services();
  let requestId = newId('request');
  try {
    const caller = await pageCaller();
    if (!caller)
      throw new StudioError('auth.required', 'Your session has ended.', { advice: 'Sign in again.' });
    requestId = caller.ctx.origin.requestId;
    if (!options.beforePasswordChange) refuseUnchangedPassword(caller);
    return { ok: true, data: await verb({ ...caller.ctx, dryRun: options.dryRun === true }, input) };
  } catch (error) {
    return { ok: false, error: failureOf(error, requestId, logger).body.error };
  }
}
