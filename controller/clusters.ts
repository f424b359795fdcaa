import type { Db } from '#lib/db/client.ts';
import { cluster } from '#lib/db/schema/index.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { type ClusterWorker, startClusterWorker } from './cluster/cluster-worker.ts';
import { startLoop } from './loop.ts';

/** A worker for every registered cluster; one that is added, moved or removed is noticed within 10 s. */
export function startClusters(parts: { db: Db; store: ObjectStore; logger: Logger }): ClusterWorker {
  const { db, logger } = parts;
  const workers = new Map<string, ClusterWorker & { key: string }>();
  const looking = startLoop({
    name: 'clusters',
    logger,
    everySeconds: 10,
    run: async () => {
      const rows = await db
        .select({ id: cluster.id, name: cluster.name, url: cluster.url, token: cluster.token })
        .from(cluster);
      const found = new Map(rows.map((row) => [row.id, { row, key: `${row.url} ${row.token}` }]));
      for (const [id, worker] of workers)
        if (found.get(id)?.key !== worker.key) {
          workers.delete(id);
          await worker.stop();
        }
      for (const [id, { row, key }] of found)
        if (!workers.has(id)) workers.set(id, { ...startClusterWorker({ ...parts, cluster: row }), key });
      return undefined;
    },
  });
  return {
    wake: () => {
      for (const worker of workers.values()) worker.wake();
    },
    stop: async () => {
      await looking.stop();
      await Promise.all([...workers.values()].map((worker) => worker.stop()));
    },
  };
}
