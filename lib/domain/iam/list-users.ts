import { and, asc, count, eq, gt, ilike, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { Page, SearchText } from '#lib/contracts/common.ts';
import { UserList } from '#lib/contracts/iam.ts';
import { Role } from '#lib/contracts/permissions.ts';
import { holding } from '#lib/db/holding.ts';
import { user } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { viewUser } from './views.ts';

/** The account's users by name; the cursor is the last name seen. */
export const listUsers = defineRead({
  name: 'iam.listUsers',
  permission: 'user:read',
  input: Page.extend({
    search: SearchText,
    role: z.array(Role).optional(),
    state: z.array(z.enum(['enabled', 'disabled'])).optional(),
  }),
  output: UserList,
  run: async ({ ctx, tx, input }) => {
    const matching = and(
      eq(user.accountId, ctx.accountId),
      input.search ? ilike(user.name, holding(input.search)) : undefined,
      input.role?.length ? inArray(user.role, input.role) : undefined,
      input.state?.length
        ? inArray(
            user.disabled,
            input.state.map((state) => state === 'disabled'),
          )
        : undefined,
    );
    const [rows, [counted]] = await Promise.all([
      tx
        .select()
        .from(user)
        .where(and(matching, input.cursor ? gt(user.name, input.cursor) : undefined))
        .orderBy(asc(user.name))
        .limit(input.limit + 1),
      tx.select({ n: count() }).from(user).where(matching),
    ]);
    const page = rows.slice(0, input.limit);
    const more = rows.length > input.limit;
    return {
      items: page.map(viewUser),
      nextCursor: more ? (page.at(-1)?.name ?? null) : null,
      total: counted?.n ?? 0,
    };
  },
});
