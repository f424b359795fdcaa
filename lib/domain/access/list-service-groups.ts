import { and, count, eq, inArray, lt, sql } from 'drizzle-orm';
import { ListServiceGroupsInput, ServiceGroupList } from '#lib/contracts/service-groups.ts';
import { serviceGroup } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { selectGroups, viewGroups } from './group-view.ts';
import { holding } from './holding.ts';

/** The account's service groups, newest first. */
export const listServiceGroups = defineRead({
  name: 'group.list',
  permission: 'group:read',
  input: ListServiceGroupsInput,
  output: ServiceGroupList,
  run: async ({ ctx, tx, input }) => {
    const where = and(
      eq(serviceGroup.accountId, ctx.accountId),
      input.search ? sql`${serviceGroup.name} ilike ${holding(input.search)}` : undefined,
      input.state?.length
        ? inArray(
            serviceGroup.disabled,
            input.state.map((state) => state === 'disabled'),
          )
        : undefined,
    );
    const after = input.cursor ? lt(serviceGroup.id, input.cursor) : undefined;
    const [page, [counted]] = await Promise.all([
      selectGroups(tx, and(where, after)).limit(input.limit + 1),
      tx.select({ n: count() }).from(serviceGroup).where(where),
    ]);
    const shown = page.slice(0, input.limit);
    return {
      items: await viewGroups(tx, shown),
      nextCursor: page.length > input.limit ? (shown.at(-1)?.group.id ?? null) : null,
      total: counted?.n ?? 0,
    };
  },
});
