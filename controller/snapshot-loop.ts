import { sql } from 'drizzle-orm';
import type { Limits } from '#lib/contracts/gateway.ts';
import type { Db } from '#lib/db/client.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { listenForChanges } from './changes.ts';
import { startLoop } from './loop.ts';
import type { SnapshotRoute } from './snapshot.ts';
import { readSnapshot, SNAPSHOT_KINDS } from './snapshot-sources.ts';

/** Made anew after so long without a word of change, so that its age is bounded whatever is lost. */
const EVERY_SECONDS = 5;

/**
 * Keeps the snapshot as the database has it, in every controller, leading or not. A change wakes it at once; those
 * that come while one is made are in the next.
 */
export function startSnapshot(parts: {
  db: Db;
  databaseUrl: string;
  logger: Logger;
  route: Pick<SnapshotRoute, 'set'>;
  /** Limits of one person in the playground. */
  playground: Limits;
  /** STUDIO_SECRET. */
  secret: string | undefined;
}): { stop: () => Promise<void> } {
  const { db, logger, route } = parts;
  const loop = startLoop({
    name: 'snapshot',
    logger,
    everySeconds: EVERY_SECONDS,
    run: async () => {
      const { snapshot, xid } = await db.transaction(
        async (tx) => {
          const found = await tx.execute<{ xid: string }>(
            sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`,
          );
          return { snapshot: await readSnapshot(tx, parts), xid: Number(found.rows[0]?.xid ?? 0) };
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      );
      route.set(snapshot, xid);
      return false;
    },
  });
  const stopListening = listenForChanges({
    databaseUrl: parts.databaseUrl,
    logger,
    onChange: (change) => {
      if (change === null || SNAPSHOT_KINDS.has(change.kind)) loop.wake();
    },
  });
  return {
    stop: async () => {
      await stopListening();
      await loop.stop();
    },
  };
}
