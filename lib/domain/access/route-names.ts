import type { RouteLink } from '#lib/contracts/api-keys.ts';
import type { Tx } from '#lib/db/client.ts';

/** Names of services and presets by id; what no longer exists is missing. */
export async function routeNames(_tx: Tx, _ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map();
}

export const routeLinks = (ids: readonly string[], names: ReadonlyMap<string, string>): RouteLink[] =>
  ids.map((id) => ({ id, name: names.get(id) ?? null }));
