import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { apiKey } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { requirePermission } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';

export type ApiKeyRow = typeof apiKey.$inferSelect;
type Scope = { ctx: Context; tx: Tx };

/**
 * A key that the caller may see: their own, or with `key:manage` any of the account. Its row is held until the
 * transaction ends.
 */
export async function fetchApiKey({ ctx, tx }: Scope, id: string): Promise<ApiKeyRow> {
  const [row] = await tx
    .select()
    .from(apiKey)
    .where(and(eq(apiKey.id, id), eq(apiKey.accountId, ctx.accountId)))
    .for('update');
  if (!row || (row.userId !== ctx.user.id && !ctx.permissions.has('key:manage')))
    throw notFound('API key', id);
  return row;
}

/** What only its owner may change. */
export async function fetchOwnApiKey(scope: Scope, id: string): Promise<ApiKeyRow> {
  const row = await fetchApiKey(scope, id);
  if (row.userId !== scope.ctx.user.id) throw notFound('API key', id);
  return row;
}

/** What administrators alone may change. */
export async function fetchManagedApiKey(scope: Scope, id: string): Promise<ApiKeyRow> {
  requirePermission(scope.ctx, 'key:manage');
  return fetchApiKey(scope, id);
}
