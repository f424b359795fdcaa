import { and, asc, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { ListModelsInput, ModelList } from '#lib/contracts/models.ts';
import { holding } from '#lib/db/holding.ts';
import { model, modelVersion, user } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { readCursor, writeCursor } from './keyset.ts';
import { toModelSummary } from './model-view.ts';

/** A page of the account's models and the count of all under the filter. */
export const listModels = defineRead({
  name: 'model.list',
  permission: 'model:read',
  input: ListModelsInput,
  output: ModelList,
  run: async ({ ctx, tx, input }) => {
    const where = and(
      eq(model.accountId, ctx.accountId),
      input.state?.length ? inArray(model.state, input.state) : undefined,
      input.origin?.length ? inArray(model.origin, input.origin) : undefined,
      input.template?.length ? inArray(model.template, input.template) : undefined,
      input.search ? sql`${model.name} ilike ${holding(input.search)}` : undefined,
    );
    const byName = input.sort.endsWith('name');
    const direction = input.sort.startsWith('-') ? desc : asc;
    const [page, totals] = await Promise.all([
      tx
        .select({ row: model, createdByName: user.name, failure: modelVersion.failure })
        .from(model)
        .leftJoin(user, eq(user.id, model.createdBy))
        .leftJoin(
          modelVersion,
          // Only what failed has a reason to show.
          and(
            eq(model.state, 'failed'),
            eq(modelVersion.modelId, model.id),
            eq(modelVersion.number, model.latestVersion),
          ),
        )
        .where(and(where, input.cursor ? after(input.cursor, input.sort) : undefined))
        .orderBy(...(byName ? [direction(model.name)] : []), direction(model.id))
        .limit(input.limit + 1),
      tx.select({ total: count() }).from(model).where(where),
    ]);
    const shown = page.slice(0, input.limit);
    const last = shown.at(-1)?.row;
    return {
      items: shown.map(({ row, ...extra }) => toModelSummary(row, extra)),
      nextCursor: page.length > input.limit && last ? writeCursor(byName ? last.name : '', last.id) : null,
      total: totals[0]?.total ?? 0,
    };
  },
});

function after(cursor: string, sort: string): SQL {
  const [value, id] = readCursor(cursor);
  const compare = sort.startsWith('-') ? sql`<` : sql`>`;
  return sort.endsWith('name')
    ? sql`(${model.name}, ${model.id}) ${compare} (${value}, ${id})`
    : sql`${model.id} ${compare} ${id}`;
}
