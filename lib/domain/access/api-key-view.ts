import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { ApiKey, ApiKeyState } from '#lib/contracts/api-keys.ts';
import type { Tx } from '#lib/db/client.ts';
import { apiKey, callSubject, user } from '#lib/db/schema/index.ts';
import { notFound } from '#lib/platform/errors.ts';
import type { ApiKeyRow } from './api-key-row.ts';
import { describeRoutes, routeLinks } from './describe-routes.ts';

/** The order matters: a banned key is banned whatever else it is. */
export const STATE_SQL: Record<ApiKeyState, SQL> = {
  banned: sql`${apiKey.bannedAt} is not null`,
  disabled: sql`(${apiKey.bannedAt} is null and ${apiKey.disabled})`,
  expired: sql`(${apiKey.bannedAt} is null and not ${apiKey.disabled} and ${apiKey.expiresAt} <= now())`,
  active: sql`(${apiKey.bannedAt} is null and not ${apiKey.disabled}
    and (${apiKey.expiresAt} is null or ${apiKey.expiresAt} > now()))`,
};

const stateOf = (row: ApiKeyRow): ApiKeyState => {
  if (row.bannedAt) return 'banned';
  if (row.disabled) return 'disabled';
  return row.expiresAt && row.expiresAt.getTime() <= Date.now() ? 'expired' : 'active';
};

type Found = { key: ApiKeyRow; userName: string; lastUsedAt: Date | null };

/** Keys with their owners' names and their last use, newest first. */
export function selectApiKeys(tx: Tx, where: SQL | undefined) {
  return tx
    .select({ key: getTableColumns(apiKey), userName: user.name, lastUsedAt: callSubject.lastAt })
    .from(apiKey)
    .innerJoin(user, eq(user.id, apiKey.userId))
    .leftJoin(
      callSubject,
      and(
        eq(callSubject.accountId, apiKey.accountId),
        eq(callSubject.kind, 'key'),
        eq(callSubject.id, apiKey.id),
      ),
    )
    .where(where)
    .orderBy(sql`${apiKey.id} desc`);
}

export async function viewApiKeys(tx: Tx, found: Found[]): Promise<z.input<typeof ApiKey>[]> {
  const routes = await describeRoutes(
    tx,
    found.flatMap(({ key }) => key.scope ?? []),
  );
  return found.map(({ key, userName, lastUsedAt }) => ({
    id: key.id,
    description: key.description,
    lastFour: key.lastFour,
    state: stateOf(key),
    banReason: key.banReason,
    bannedByName: key.bannedByName,
    scope: key.scope && routeLinks(key.scope, routes),
    rpm: key.rpm,
    tpm: key.tpm,
    ipm: key.ipm,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    userId: key.userId,
    userName,
    createdAt: key.createdAt.toISOString(),
  }));
}

/** One key as it is now, for the answer of a write. */
export async function readApiKey(tx: Tx, id: string): Promise<z.input<typeof ApiKey>> {
  const [view] = await viewApiKeys(tx, await selectApiKeys(tx, eq(apiKey.id, id)));
  if (!view) throw notFound('API key', id);
  return view;
}
