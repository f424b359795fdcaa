import { eq, inArray } from 'drizzle-orm';
import { PLAYGROUND_CALLER } from '#lib/contracts/values/calls.ts';
import type { Tx } from '#lib/db/client.ts';
import { apiKey, serviceGroup, user } from '#lib/db/schema/index.ts';

export type CallerFacts = {
  kind: 'key' | 'group' | 'playground';
  /** null: deleted. */
  name: string | null;
  /** Of a key: whose it is. */
  detail: string | null;
};

/** What keys, groups and the playground are called, by caller id. */
export async function describeCallers(tx: Tx, ids: Iterable<string>): Promise<Map<string, CallerFacts>> {
  const wanted = [...new Set(ids)];
  const known = new Map<string, CallerFacts>(
    wanted.map((id) => [
      id,
      {
        kind: id === PLAYGROUND_CALLER ? 'playground' : id.startsWith('grp_') ? 'group' : 'key',
        name: null,
        detail: null,
      },
    ]),
  );
  const keys = wanted.filter((id) => id.startsWith('key_'));
  const groups = wanted.filter((id) => id.startsWith('grp_'));
  const [keyRows, groupRows] = await Promise.all([
    keys.length > 0
      ? tx
          .select({
            id: apiKey.id,
            description: apiKey.description,
            lastFour: apiKey.lastFour,
            owner: user.name,
          })
          .from(apiKey)
          .innerJoin(user, eq(user.id, apiKey.userId))
          .where(inArray(apiKey.id, keys))
      : [],
    groups.length > 0
      ? tx
          .select({ id: serviceGroup.id, name: serviceGroup.name })
          .from(serviceGroup)
          .where(inArray(serviceGroup.id, groups))
      : [],
  ]);
  for (const row of keyRows)
    known.set(row.id, { kind: 'key', name: row.description || `sk-…${row.lastFour}`, detail: row.owner });
  for (const row of groupRows) known.set(row.id, { kind: 'group', name: row.name, detail: null });
  return known;
}
