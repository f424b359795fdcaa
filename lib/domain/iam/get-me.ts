import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Account, User } from '#lib/contracts/iam.ts';
import { account, user } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';
import { viewAccount, viewUser } from './views.ts';

/** Who asks, and what they may do. */
export const getMe = defineRead({
  name: 'iam.getMe',
  permission: 'self:manage',
  input: z.object({}),
  output: z.object({ user: User, account: Account, permissions: z.array(z.string()) }),
  run: async ({ ctx, tx }) => {
    const [row] = await tx
      .select({ user, account })
      .from(user)
      .innerJoin(account, eq(account.id, user.accountId))
      .where(eq(user.id, ctx.user.id));
    if (!row) throw notFound('User', ctx.user.id);
    return {
      user: viewUser(row.user),
      account: viewAccount(row.account),
      permissions: [...ctx.permissions].sort(),
    };
  },
});
