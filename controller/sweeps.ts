import type { Db } from '#lib/db/client.ts';
import { sweepIdentity } from '#lib/domain/iam/sweep.ts';
import { sumUpTally } from '#lib/domain/jobs/tally.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { type Loop, startLoop } from './loop.ts';

/** Removes what time has ended; every sweep on its own, so that one that fails keeps nobody else waiting. */
export function startSweeps({ db, logger }: { db: Db; logger: Logger }): Loop {
  const sweeps: Record<string, () => Promise<unknown>> = {
    'sweep-identity': () => sweepIdentity(db),
    'sum-up-tally': () => sumUpTally(db),
  };
  const loops = Object.entries(sweeps).map(([name, sweep]) =>
    startLoop({ name, logger, everySeconds: 60, run: async () => void (await sweep()) }),
  );
  return {
    wake: () => {
      for (const loop of loops) loop.wake();
    },
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };
}
