import { and, eq, gte, inArray } from 'drizzle-orm';
import { PLAYGROUND_CALLER } from '#lib/contracts/values/calls.ts';
import type { Tx } from '#lib/db/client.ts';
import { callSubject, service } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import type { Range } from './range.ts';

/** Ids as the tables hold them; null: not filtered by it. */
export type CallFilter = { accountId: string; routes: string[] | null; callers: string[] | null };
type Given = { routeId?: string[]; modelId?: string[]; callerId?: string[] };

/** The playground's calls carry no key. */
export const callerKey = (callerId: string): string => (callerId === PLAYGROUND_CALLER ? '' : callerId);
export const callerOf = (keyId: string): string => (keyId === '' ? PLAYGROUND_CALLER : keyId);

export async function resolveFilter(
  { ctx, tx }: { ctx: Context; tx: Tx },
  given: Given,
): Promise<CallFilter> {
  const { routeId, modelId, callerId } = given;
  let routes = routeId && routeId.length > 0 ? routeId : null;
  if (modelId && modelId.length > 0) {
    const found = await tx
      .select({ id: service.id })
      .from(service)
      .where(and(eq(service.accountId, ctx.accountId), inArray(service.modelId, modelId)));
    const ofModel = found.map((row) => row.id);
    routes = routes ? routes.filter((id) => ofModel.includes(id)) : ofModel;
  }
  return {
    accountId: ctx.accountId,
    routes,
    callers: callerId && callerId.length > 0 ? callerId.map(callerKey) : null,
  };
}

/** Routes or keys that have calls since the start of a range. */
export async function subjectsOf(
  tx: Tx,
  accountId: string,
  kind: 'route' | 'key',
  range: Range,
): Promise<string[]> {
  const rows = await tx
    .select({ id: callSubject.id })
    .from(callSubject)
    .where(
      and(
        eq(callSubject.accountId, accountId),
        eq(callSubject.kind, kind),
        gte(callSubject.lastAt, new Date(range.from)),
      ),
    );
  return rows.map((row) => row.id);
}
