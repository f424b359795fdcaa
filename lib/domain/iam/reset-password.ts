import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { UserWithPassword } from '#lib/contracts/iam.ts';
import { UserId } from '#lib/contracts/ids.ts';
import { user } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { notFound, StudioError } from '#lib/platform/errors.ts';
import { endAccess } from './end-access.ts';
import { hashPassword, randomPassword } from './password.ts';
import { viewUser } from './views.ts';

/** Gives another user a new first password, answered this once; their sessions and tokens end. */
export const resetPassword = defineWrite({
  name: 'iam.resetPassword',
  permission: 'user:write',
  input: z.object({ userId: UserId }),
  output: UserWithPassword,
  run: async ({ ctx, tx, input, audit, notify }) => {
    if (input.userId === ctx.user.id)
      throw new StudioError('state.wrong', 'Your own password is changed, not reset.', {
        because: { key: 'password.own' },
        advice: 'Change it under Account; that asks for the current one.',
      });
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    const [row] = await tx
      .update(user)
      .set({ passwordHash, mustChangePassword: true })
      .where(and(eq(user.id, input.userId), eq(user.accountId, ctx.accountId)))
      .returning();
    if (!row) throw notFound('User', input.userId);
    await endAccess(tx, row.id);
    await audit({
      target: { kind: 'user', id: row.id, name: row.name },
      after: { mustChangePassword: true },
    });
    await notify('user', row.id);
    return { user: viewUser(row), password };
  },
});
