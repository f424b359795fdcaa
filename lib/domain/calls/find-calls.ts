import { type SQL, sql } from 'drizzle-orm';
import { CallId } from '#lib/contracts/ids.ts';
import type { Tx } from '#lib/db/client.ts';
import type { callRecord } from '#lib/db/schema/index.ts';
import { strangeCursor } from '#lib/platform/errors.ts';
import { firstIdAt } from '#lib/platform/ids.ts';
import { type CallFilter, subjectsOf } from './filter.ts';
import { DAY_MS, dayOf } from './partitions.ts';
import type { Range } from './range.ts';

export type CallRow = typeof callRecord.$inferSelect;
export type CallQuery = {
  filter: CallFilter;
  range: Range;
  failed?: boolean;
  errorCode?: string;
  /** Only calls before this one. */
  before?: string;
};

/** The part of a range of which single calls are kept. */
export const keptRange = ({ from, to }: Range, keepDays: number, now: number): Range => ({
  from: Math.max(from, (dayOf(now) - keepDays) * DAY_MS),
  to,
});

export function readCallCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined || CallId.safeParse(cursor).success) return cursor;
  throw strangeCursor();
}

/**
 * Ids of the newest calls, newest first. Each service, or each pair of service and caller, is read from the end of
 * its own index range: so a filter that few calls pass costs no more than one that all pass.
 */
export async function findCallIds(tx: Tx, query: CallQuery, limit: number): Promise<string[]> {
  const { filter, range, failed, errorCode } = query;
  const [first, end] = [firstIdAt('call', range.from), query.before ?? firstIdAt('call', range.to)];
  const bounds = sql`c.account_id = ${filter.accountId} and c.id >= ${first} and c.id < ${end}`;
  const outcome = failed === undefined ? sql`` : failed ? sql`and c.failed` : sql`and not c.failed`;
  const newest = sql`order by c.id desc limit ${limit}`;
  if (errorCode !== undefined) {
    const among = [inList('route_id', filter.routes), inList('key_id', filter.callers)];
    const { rows } = await tx.execute<{ id: string }>(sql`
      select c.id from call_record c
      where ${bounds} and c.failed and c.error_code = ${errorCode} ${sql.join(among, sql` `)} ${newest}`);
    return failed === false ? [] : rows.map((row) => row.id);
  }
  const routes = filter.routes ?? (await subjectsOf(tx, filter.accountId, 'route', range));
  const pairs = filter.callers
    ? sql`unnest(${sql.param(routes)}::text[]) route cross join unnest(${sql.param(filter.callers)}::text[]) caller`
    : sql`unnest(${sql.param(routes)}::text[]) route`;
  const { rows } = await tx.execute<{ id: string }>(sql`
    select c.id from ${pairs} cross join lateral (
      select c.id from call_record c
      where ${bounds} and c.route_id = route ${filter.callers ? sql`and c.key_id = caller` : sql``} ${outcome}
      ${newest}) c
    ${newest}`);
  return rows.map((row) => row.id);
}

const inList = (column: string, ids: string[] | null): SQL =>
  ids ? sql`and c.${sql.identifier(column)} = any(${sql.param(ids)}::text[])` : sql``;
