import type { Db } from '#lib/db/client.ts';
import { sweepIdentity } from '#lib/domain/iam/sweep.ts';
import { sweepUploads } from '#lib/domain/storage/sweep-uploads.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { type Loop, startLoop } from './loop.ts';

/** Removes what time has ended; every sweep on its own, so that one that fails keeps nobody else waiting. */
export function startSweeps({ db, store, logger }: { db: Db; store: ObjectStore; logger: Logger }): Loop {
  const sweeps: Record<string, () => Promise<unknown>> = {
    'sweep-identity': () => sweepIdentity(db),
    'sweep-uploads': () => sweepUploads(db, store),
  };
  const loops = Object.entries(sweeps).map(([name, sweep]) =>
    startLoop({ name, logger, everySeconds: 600, run: async () => void (await sweep()) }),
  );
  return {
    wake: () => {
      for (const loop of loops) loop.wake();
    },
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };
}
