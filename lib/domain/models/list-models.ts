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
        .select()
        .from(model)
        .where(and(where, input.cursor ? after(input.cursor, input.sort) : undefined))
        .orderBy(...(byName ? [direction(model.name)] : []), direction(model.id))
        .limit(input.limit + 1),
      tx.select({ total: count() }).from(model).where(where),
    ]);
    const rows = page.slice(0, input.limit);
    const last = rows.at(-1);
    const people = [...new Set(rows.map((row) => row.createdBy))];
    const failed = rows.filter((row) => row.state === 'failed').map((row) => row.id);
    const [names, failures] = await Promise.all([
      people.length
        ? tx.select({ id: user.id, name: user.name }).from(user).where(inArray(user.id, people))
        : [],
      failed.length
        ? tx
            .select({ modelId: modelVersion.modelId, failure: modelVersion.failure })
            .from(modelVersion)
            .innerJoin(
              model,
              and(eq(model.id, modelVersion.modelId), eq(model.latestVersion, modelVersion.number)),
            )
            .where(inArray(modelVersion.modelId, failed))
        : [],
    ]);
    const nameOf = new Map(names.map((person) => [person.id, person.name]));
    const failureOf = new Map(failures.map((found) => [found.modelId, found.failure]));
    return {
      items: rows.map((row) =>
        toModelSummary(row, {
          createdByName: nameOf.get(row.createdBy) ?? null,
          failure: failureOf.get(row.id) ?? null,
        }),
      ),
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
