import { and, asc, count, eq, gt, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Page } from '#lib/contracts/common.ts';
import { CallableList } from '#lib/contracts/service-groups.ts';
import { model, service } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { holding } from './holding.ts';

/** Services that a key or group can be given, by name; whether they run does not matter. */
export const listCallables = defineRead({
  name: 'access.listCallables',
  permission: 'service:read',
  input: Page.extend({ search: z.string().trim().max(100).optional() }),
  output: CallableList,
  run: async ({ ctx, tx, input }) => {
    const { search } = input;
    const where = and(
      eq(service.accountId, ctx.accountId),
      // Written out, not as a parameter: only then the partial indexes fit.
      sql`${service.desired} <> 'deleted'`,
      search
        ? or(sql`${service.name} ilike ${holding(search)}`, sql`${service.callName} ilike ${holding(search)}`)
        : undefined,
    );
    const [rows, [counted]] = await Promise.all([
      tx
        .select({
          id: service.id,
          name: service.name,
          callName: service.callName,
          modelName: model.name,
        })
        .from(service)
        .leftJoin(model, eq(model.id, service.modelId))
        .where(and(where, input.cursor ? gt(service.name, input.cursor) : undefined))
        .orderBy(asc(service.name))
        .limit(input.limit + 1),
      tx.select({ n: count() }).from(service).where(where),
    ]);
    const shown = rows.slice(0, input.limit);
    return {
      items: shown.map((row) => ({ ...row, kind: 'service' as const })),
      nextCursor: rows.length > input.limit ? (shown.at(-1)?.name ?? null) : null,
      total: counted?.n ?? 0,
    };
  },
});
