import { and, arrayContains, asc, eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { preset, serviceGroup } from '#lib/db/schema/index.ts';

const LIMIT = 20;

/** What would break if the service went, by the names people know. Each domain that refers to services adds a query. */
export async function usersOfService(tx: Tx, accountId: string, id: string): Promise<string[]> {
  const groups = await tx
    .select({ name: serviceGroup.name })
    .from(serviceGroup)
    .where(and(eq(serviceGroup.accountId, accountId), arrayContains(serviceGroup.routes, [id])))
    .orderBy(asc(serviceGroup.name))
    .limit(LIMIT);
  const presets = await tx
    .select({ name: preset.name })
    .from(preset)
    .where(eq(preset.serviceId, id))
    .orderBy(asc(preset.name))
    .limit(LIMIT);
  return [
    ...presets.map((row) => `the preset service ${row.name}`),
    ...groups.map((row) => `the service group ${row.name}`),
  ];
}
