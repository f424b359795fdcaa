import { createHash } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { idempotency } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { seal, unseal } from '#lib/platform/seal.ts';

export type Answer = { status: number; body: unknown };
export type IdempotentAnswer = Answer & { replayed: boolean };

export const fingerprintOf = (method: string, path: string, body: string): string =>
  createHash('sha256').update(`${method}\n${path}\n${body}`).digest('hex');

export function checkKey(key: string): string {
  if (key.length === 0 || key.length > 200 || !/^[\x21-\x7e]+$/.test(key))
    throw new StudioError(
      'request.invalid',
      'The Idempotency-Key must be 1 to 200 visible ASCII characters.',
    );
  return key;
}

/**
 * Runs the write once for a person and key; later calls get the stored answer for 24 h.
 * The write and its stored answer commit together: after a crash either both are there or neither, and a retry works.
 * A failed write stores nothing, since it changed nothing.
 */
export function runIdempotent(
  ctx: Context,
  key: string,
  call: { fingerprint: string; secret: string },
  write: (ctx: Context) => Promise<Answer>,
): Promise<IdempotentAnswer> {
  return ctx.db.transaction(async (tx) => {
    const mine = and(eq(idempotency.userId, ctx.user.id), eq(idempotency.key, key));
    const lock = await tx.execute<{ held: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`${ctx.user.id} ${key}`}, 77)) as held`,
    );
    if (!lock.rows[0]?.held)
      throw new StudioError('conflict', 'A call with this Idempotency-Key is still running.', {
        advice: 'Wait for its answer, or repeat the same call in a moment to get it.',
        retryAfterSeconds: 1,
      });
    await tx
      .delete(idempotency)
      .where(and(mine, lt(idempotency.createdAt, sql`now() - interval '24 hours'`)));
    const [stored] = await tx.select().from(idempotency).where(mine);
    if (stored && stored.fingerprint !== call.fingerprint)
      throw new StudioError('idempotency.mismatch', 'This Idempotency-Key was used for another call.', {
        advice: 'Use a new key for every new request; repeat a key only with the same path and body.',
      });
    if (stored?.status)
      return {
        status: stored.status,
        body: unseal(String(stored.body), call.secret, 'answer'),
        replayed: true,
      };
    // Inside a transaction the verb's own one is a savepoint; only `$client` is absent, which no verb uses.
    const answer = await write({ ...ctx, db: tx as unknown as Db });
    await tx.insert(idempotency).values({
      userId: ctx.user.id,
      key,
      fingerprint: call.fingerprint,
      status: answer.status,
      // Some answers hold a new password or token, which must not lie readable in the database.
      body: seal(answer.body, call.secret, 'answer'),
    });
    return { ...answer, replayed: false };
  });
}
