import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { User } from '#lib/contracts/iam.ts';
import { UserId } from '#lib/contracts/ids.ts';
import { user } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';
import { viewUser } from './views.ts';

export const getUser = defineRead({
  name: 'iam.getUser',
  permission: 'user:read',
  input: z.object({ userId: UserId }),
  output: User,
  run: async ({ ctx, tx, input }) => {
    const [row] = await tx
      .select()
      .from(user)
      .where(and(eq(user.id, input.userId), eq(user.accountId, ctx.accountId)));
    if (!row) throw notFound('User', input.userId);
    return viewUser(row);
  },
});
