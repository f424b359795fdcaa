import { desc, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import type { Call } from '#lib/contracts/calls.ts';
import type { Tx } from '#lib/db/client.ts';
import { callRecord, user } from '#lib/db/schema/index.ts';
import { describeRoutes } from '#lib/domain/access/describe-routes.ts';
import { describeCallers } from './describe-callers.ts';
import { callerOf } from './filter.ts';

/** Calls by id with the names of what they called and who they are from, newest first. */
export async function viewCalls(tx: Tx, ids: readonly string[]): Promise<z.input<typeof Call>[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(callRecord)
    .where(inArray(callRecord.id, [...ids]))
    .orderBy(desc(callRecord.id));
  const people = [...new Set(rows.flatMap((row) => row.userId ?? []))];
  const [routes, callers, names] = await Promise.all([
    describeRoutes(
      tx,
      rows.map((row) => row.routeId),
    ),
    describeCallers(
      tx,
      rows.map((row) => callerOf(row.keyId)),
    ),
    people.length > 0
      ? tx.select({ id: user.id, name: user.name }).from(user).where(inArray(user.id, people))
      : [],
  ]);
  const nameOf = new Map(names.map((row) => [row.id, row.name]));
  return rows.map(({ keyId, failed, accountId: _account, ...row }) => ({
    ...row,
    at: row.at.toISOString(),
    routeName: routes.get(row.routeId)?.name ?? null,
    callerId: callerOf(keyId),
    callerName: callers.get(callerOf(keyId))?.name ?? null,
    userName: row.userId ? (nameOf.get(row.userId) ?? null) : null,
    outcome: failed ? 'failed' : row.errorCode === 'client_closed' || row.status === 499 ? 'aborted' : 'ok',
  }));
}
