import { and, asc, count, eq, isNull, or, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { Page } from '#lib/contracts/common.ts';
import { CallableList } from '#lib/contracts/service-groups.ts';
import { model, preset, service } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { holding } from './holding.ts';

/** Services that a key or group can be given, own ones first, each by name; whether they run does not matter. */
export const listCallables = defineRead({
  name: 'access.listCallables',
  permission: 'service:read',
  input: Page.extend({ search: z.string().trim().max(100).optional() }),
  output: CallableList,
  run: async ({ ctx, tx, input }) => {
    const { search } = input;
    const like = search ? holding(search) : null;
    const own = tx
      .select({
        id: service.id,
        name: service.name,
        callName: service.callName,
        modelName: sql<string | null>`${model.name}`.as('model_name'),
        kind: sql<'service' | 'preset'>`'service'`.as('kind'),
        place: sql<string>`'0' || ${service.name}`.as('place'),
      })
      .from(service)
      .leftJoin(model, eq(model.id, service.modelId))
      .where(
        and(
          eq(service.accountId, ctx.accountId),
          // Written out, not as a parameter: only then the partial indexes fit.
          sql`${service.desired} <> 'deleted'`,
          like ? or(sql`${service.name} ilike ${like}`, sql`${service.callName} ilike ${like}`) : undefined,
        ),
      );
    const offered = tx
      .select({
        id: preset.id,
        name: preset.name,
        callName: sql<string>`${preset.name}`.as('call_name'),
        modelName: sql<string | null>`null`.as('model_name'),
        kind: sql<'service' | 'preset'>`'preset'`.as('kind'),
        place: sql<string>`'1' || ${preset.name}`.as('place'),
      })
      .from(preset)
      .where(and(isNull(preset.withdrawnAt), like ? sql`${preset.name} ilike ${like}` : undefined));
    const all = unionAll(own, offered).as('callables');
    const [rows, [counted]] = await Promise.all([
      tx
        .select()
        .from(all)
        .where(input.cursor ? sql`${all.place} > ${input.cursor}` : undefined)
        .orderBy(asc(all.place))
        .limit(input.limit + 1),
      tx.select({ n: count() }).from(all),
    ]);
    const shown = rows.slice(0, input.limit);
    return {
      items: shown.map(({ place: _, ...row }) => row),
      nextCursor: rows.length > input.limit ? (shown.at(-1)?.place ?? null) : null,
      total: counted?.n ?? 0,
    };
  },
});
