import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { listOf } from '#lib/contracts/common.ts';
import { AccessToken } from '#lib/contracts/iam.ts';
import { accessToken } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { viewToken } from './views.ts';

/** One's own access tokens that still open something, newest first. */
export const listAccessTokens = defineRead({
  name: 'iam.listAccessTokens',
  permission: 'self:manage',
  input: z.object({}),
  output: listOf(AccessToken),
  run: async ({ ctx, tx }) => {
    const rows = await tx
      .select()
      .from(accessToken)
      .where(and(eq(accessToken.userId, ctx.user.id), gt(accessToken.expiresAt, sql`now()`)))
      .orderBy(desc(accessToken.id));
    const items = rows.map(viewToken);
    return { items, nextCursor: null, total: items.length };
  },
});
