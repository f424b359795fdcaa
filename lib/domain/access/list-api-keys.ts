import { and, count, eq, lt, or, sql } from 'drizzle-orm';
import { ApiKeyList, ListApiKeysInput } from '#lib/contracts/api-keys.ts';
import { apiKey, user } from '#lib/db/schema/index.ts';
import { defineRead, requirePermission } from '#lib/domain/verb.ts';
import { STATE_SQL, selectApiKeys, viewApiKeys } from './api-key-view.ts';
import { holding } from './holding.ts';

/** One's own keys, or for administrators all of the account, newest first. */
export const listApiKeys = defineRead({
  name: 'key.list',
  permission: 'key:read',
  input: ListApiKeysInput,
  output: ApiKeyList,
  run: async ({ ctx, tx, input }) => {
    if (input.owner === 'all') requirePermission(ctx, 'key:manage');
    const { search } = input;
    const where = and(
      eq(apiKey.accountId, ctx.accountId),
      input.owner === 'mine' ? eq(apiKey.userId, ctx.user.id) : undefined,
      input.userId ? eq(apiKey.userId, input.userId) : undefined,
      input.state?.length ? or(...input.state.map((state) => STATE_SQL[state])) : undefined,
      search
        ? sql`(${apiKey.description} ilike ${holding(search)} or ${user.name} ilike ${holding(search)}
            or ${apiKey.lastFour} = ${search})`
        : undefined,
    );
    const [page, [counted]] = await Promise.all([
      selectApiKeys(tx, and(where, input.cursor ? lt(apiKey.id, input.cursor) : undefined)).limit(
        input.limit + 1,
      ),
      tx.select({ n: count() }).from(apiKey).innerJoin(user, eq(user.id, apiKey.userId)).where(where),
    ]);
    const shown = page.slice(0, input.limit);
    return {
      items: await viewApiKeys(tx, shown),
      nextCursor: page.length > input.limit ? (shown.at(-1)?.key.id ?? null) : null,
      total: counted?.n ?? 0,
    };
  },
});
