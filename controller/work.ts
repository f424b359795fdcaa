import type { Db } from '#lib/db/client.ts';
import { judgeNext } from '#lib/domain/evaluations/judge/judge-run.ts';
import { seedBuiltInModel } from '#lib/domain/models/built-in/seed-built-in-model.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { Settings } from '#lib/platform/settings.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { listenForChanges } from './changes.ts';
import { startClusters } from './clusters.ts';
import { createImportLoop } from './datasets/import-loop.ts';
import { ensureCluster } from './ensure-cluster.ts';
import { startLoop } from './loop.ts';
import { startServiceLoop } from './services/service-loop.ts';
import { startSweeps } from './sweeps.ts';

export type Parts = { db: Db; store: ObjectStore; settings: Settings; logger: Logger };

/** Everything that the leading controller does; the answer stops it. */
export async function startWork({ db, store, settings, logger }: Parts): Promise<() => Promise<void>> {
  await ensureCluster(db, settings);
  const clusters = startClusters({ db, store, logger });
  const services = startServiceLoop({ db, logger });
  const stopListening = listenForChanges({
    databaseUrl: settings.databaseUrl,
    logger,
    onChange: (change) => {
      clusters.wake();
      services.changed(change);
    },
  });
  const seeding = startLoop({
    name: 'built-in-model',
    logger,
    everySeconds: 3600,
    run: async () => {
      const { state, uri } = await seedBuiltInModel({ db, store });
      if (state !== 'unchanged') logger.info({ state, uri }, 'built-in model');
      return undefined;
    },
  });
  const judging = startLoop({
    name: 'judge',
    logger,
    everySeconds: 2,
    run: (signal) => judgeNext({ db, store, settings }, signal),
  });
  const imports = createImportLoop({ db, store, logger, settings });
  imports.start();
  const sweeps = startSweeps({ db, logger, settings });
  return async () => {
    await stopListening();
    await Promise.all([
      services.stop(),
      clusters.stop(),
      seeding.stop(),
      judging.stop(),
      imports.stop(),
      sweeps.stop(),
    ]);
  };
}
