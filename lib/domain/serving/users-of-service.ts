import { and, arrayContains, asc, eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { serviceGroup } from '#lib/db/schema/index.ts';

const LIMIT = 20;

/** What would break if the service went, by the names people know. Each domain that refers to services adds a query. */
export async function usersOfService(tx: Tx, accountId: string, id: string): Promise<string[]> {
  const groups = await tx
    .select({ name: serviceGroup.name })
    .from(serviceGroup)
    .where(and(eq(serviceGroup.accountId, accountId), arrayContains(serviceGroup.routes, [id])))
    .orderBy(asc(serviceGroup.name))
    .limit(LIMIT);
  return groups.map((row) => `the service group ${row.name}`);
}
