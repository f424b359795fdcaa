import { and, desc, eq, getTableColumns, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';
import type { Tx } from '#lib/db/client.ts';
import { callSubject, serviceGroup, user } from '#lib/db/schema/index.ts';
import { notFound } from '#lib/platform/errors.ts';
import { describeRoutes, routeLinks } from './describe-routes.ts';
import type { GroupRow } from './group-row.ts';

/** Groups with their makers' names and their last use, newest first. */
export function selectGroups(tx: Tx, where: SQL | undefined) {
  return tx
    .select({
      group: getTableColumns(serviceGroup),
      createdByName: user.name,
      lastUsedAt: callSubject.lastAt,
    })
    .from(serviceGroup)
    .leftJoin(user, eq(user.id, serviceGroup.createdBy))
    .leftJoin(
      callSubject,
      and(
        eq(callSubject.accountId, serviceGroup.accountId),
        eq(callSubject.kind, 'key'),
        eq(callSubject.id, serviceGroup.id),
      ),
    )
    .where(where)
    .orderBy(desc(serviceGroup.id));
}

type Found = { group: GroupRow; createdByName: string | null; lastUsedAt: Date | null };

export async function viewGroups(tx: Tx, found: Found[]): Promise<z.input<typeof ServiceGroup>[]> {
  const routes = await describeRoutes(
    tx,
    found.flatMap(({ group }) => group.routes),
  );
  return found.map(({ group, createdByName, lastUsedAt }) => ({
    id: group.id,
    name: group.name,
    description: group.description,
    state: group.disabled ? 'disabled' : 'active',
    routes: routeLinks(group.routes, routes),
    rpm: group.rpm,
    tpm: group.tpm,
    ipm: group.ipm,
    lastFour: group.lastFour,
    keyResetAt: group.keyResetAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    createdBy: group.createdBy,
    createdByName,
    createdAt: group.createdAt.toISOString(),
    updatedAt: group.updatedAt.toISOString(),
  }));
}

/** One group as it is now, for the answer of a write. */
export async function readGroup(tx: Tx, id: string): Promise<z.input<typeof ServiceGroup>> {
  const [view] = await viewGroups(tx, await selectGroups(tx, eq(serviceGroup.id, id)));
  if (!view) throw notFound('service group', id);
  return view;
}
