import { and, asc, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { ListServicesInput, ServiceList } from '#lib/contracts/services.ts';
import { service } from '#lib/db/schema/index.ts';
import { readCursor, writeCursor } from '#lib/domain/models/keyset.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { selectNamed, toServiceSummary } from './service-view.ts';

const SORTS = { createdAt: null, name: service.name, state: service.state } as const;
const keyOf = (sort: string) => sort.replace('-', '') as keyof typeof SORTS;

/** A page of the account's services and the count of all under the filter. */
export const listServices = defineRead({
  name: 'service.list',
  permission: 'service:read',
  input: ListServicesInput,
  output: ServiceList,
  run: async ({ ctx, tx, input }) => {
    const where = and(
      eq(service.accountId, ctx.accountId),
      // Written out, not as a parameter: only then the partial indexes fit.
      sql`${service.desired} <> 'deleted'`,
      input.state?.length ? inArray(service.state, input.state) : undefined,
      input.modelId ? eq(service.modelId, input.modelId) : undefined,
      input.modelVersionId ? eq(service.modelVersionId, input.modelVersionId) : undefined,
      input.template ? eq(service.template, input.template) : undefined,
      input.search ? holds(input.search) : undefined,
    );
    const column = SORTS[keyOf(input.sort)];
    const direction = input.sort.startsWith('-') ? desc : asc;
    const [page, totals] = await Promise.all([
      selectNamed(tx)
        .where(and(where, input.cursor ? after(input.cursor, input.sort) : undefined))
        .orderBy(...(column ? [direction(column)] : []), direction(service.id))
        .limit(input.limit + 1),
      tx.select({ total: count() }).from(service).where(where),
    ]);
    const shown = page.slice(0, input.limit);
    const last = shown.at(-1)?.row;
    const key = keyOf(input.sort);
    return {
      items: shown.map(toServiceSummary),
      nextCursor:
        page.length > input.limit && last ? writeCursor(key === 'createdAt' ? '' : last[key], last.id) : null,
      total: totals[0]?.total ?? 0,
    };
  },
});

/** Part of the name or of the call name, any case. */
function holds(text: string): SQL {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(${service.name} ilike ${pattern} or ${service.callName} ilike ${pattern})`;
}

function after(cursor: string, sort: string): SQL {
  const [value, id] = readCursor(cursor);
  const compare = sort.startsWith('-') ? sql`<` : sql`>`;
  const column = SORTS[keyOf(sort)];
  return column
    ? sql`(${column}, ${service.id}) ${compare} (${value}, ${id})`
    : sql`${service.id} ${compare} ${id}`;
}
