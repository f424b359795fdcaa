import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Reason } from '#lib/contracts/errors.ts';
import { NewPassword } from '#lib/contracts/iam.ts';
import { session, user } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { onePerProcess } from '#lib/platform/one-per-process.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { TRIES_PER_NAME } from './throttle.ts';

// Counted in memory: a wrong guess rolls the transaction back, and its count must stay. Pages and REST share it.
const guesses = onePerProcess(
  'password-guesses',
  () => new RateLimiterMemory({ points: TRIES_PER_NAME, duration: 900 }),
);

/** Changes one's own password and ends one's other sessions; access tokens stay. */
export const changePassword = defineWrite({
  name: 'iam.changePassword',
  permission: 'self:manage',
  input: z.object({ currentPassword: z.string().min(1).max(128), newPassword: NewPassword }),
  output: z.object({ endedSessions: z.number().int().nonnegative() }),
  run: async ({ ctx, tx, input, audit, notify }) => {
    const me = eq(user.id, ctx.user.id);
    const [row] = await tx.select().from(user).where(me).for('update');
    await countGuess(ctx.user.id);
    if (!row || !(await passwordMatches(row.passwordHash, input.currentPassword)))
      throw refusal('password.wrong', 'currentPassword', 'The current password is wrong.');
    await guesses.delete(ctx.user.id);
    if (input.newPassword === input.currentPassword)
      throw refusal('password.same', 'newPassword', 'The new password is the current one.');
    if (input.newPassword.toLowerCase().includes(row.name))
      throw refusal('password.holdsName', 'newPassword', 'The new password holds the user name.');
    const passwordHash = await hashPassword(input.newPassword);
    await tx.update(user).set({ passwordHash, mustChangePassword: false }).where(me);
    const ended = await tx
      .update(session)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(session.userId, ctx.user.id),
          isNull(session.revokedAt),
          ne(session.id, ctx.origin.sessionId ?? ''),
        ),
      )
      .returning({ id: session.id });
    await audit({
      target: { kind: 'user', id: row.id, name: row.name },
      after: { endedSessions: ended.length },
    });
    await notify('user', row.id);
    return { endedSessions: ended.length };
  },
});

const refusal = (key: Reason['key'], field: string, message: string) =>
  new StudioError('request.invalid', message, { because: { key }, fields: [{ field, message }] });

async function countGuess(userId: string): Promise<void> {
  const state = await guesses.get(userId);
  if (state && state.remainingPoints <= 0) {
    const seconds = Math.ceil(state.msBeforeNext / 1000);
    throw new StudioError('rate.limited', `Too many wrong passwords. Try again in ${seconds} s.`, {
      retryAfterSeconds: seconds,
    });
  }
  await guesses.consume(userId).catch(() => undefined);
}
