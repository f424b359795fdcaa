import { EMPTY_SNAPSHOT, type GatewaySnapshot, type Limits } from '#lib/contracts/gateway.ts';
import type { Tx } from '#lib/db/client.ts';
import { readSnapshotKeys, readTrials } from '#lib/domain/access/snapshot-keys.ts';
import { readWordsTag } from '#lib/domain/moderation/words-of-gateway.ts';
import { presetRoutes } from '#lib/domain/presets/routes.ts';
import { serviceRoutes } from '#lib/domain/serving/routes.ts';

/** `secret`: opens the keys of presets served elsewhere. */
type Part<K extends keyof GatewaySnapshot> = (
  tx: Tx,
  secret: string | undefined,
) => Promise<GatewaySnapshot[K]>;

/** What the gateways know, part by part; all are read in one transaction. Each domain adds its own here. */
export const SNAPSHOT_SOURCES: { [K in Exclude<keyof GatewaySnapshot, 'playground'>]: Part<K>[] } = {
  routes: [(tx) => serviceRoutes(tx), presetRoutes],
  keys: [readSnapshotKeys],
  trials: [readTrials],
  wordsTag: [readWordsTag],
};

/** Kinds of changes (`notify(kind, id)`) after which the snapshot is made anew. */
export const SNAPSHOT_KINDS: ReadonlySet<string> = new Set([
  'service',
  'preset',
  'apiKey',
  'serviceGroup',
  'user',
  'trial',
  'wordList',
]);

/** `playground`, `secret`: from the settings. */
export async function readSnapshot(
  tx: Tx,
  { playground, secret }: { playground: Limits; secret: string | undefined },
): Promise<GatewaySnapshot> {
  const all = async <T>(parts: ((tx: Tx, secret: string | undefined) => Promise<T[]>)[]) => {
    const found: T[] = [];
    for (const part of parts) found.push(...(await part(tx, secret)));
    return found;
  };
  const [wordsTag] = SNAPSHOT_SOURCES.wordsTag;
  return {
    routes: await all(SNAPSHOT_SOURCES.routes),
    keys: await all(SNAPSHOT_SOURCES.keys),
    trials: await all(SNAPSHOT_SOURCES.trials),
    playground,
    wordsTag: wordsTag ? await wordsTag(tx, secret) : EMPTY_SNAPSHOT.wordsTag,
  };
}
