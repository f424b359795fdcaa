import type { Db } from '#lib/db/client.ts';
import { sweepCalls } from '#lib/domain/calls/retention.ts';
import { sweepIdentity } from '#lib/domain/iam/sweep.ts';
import { sumUpTally } from '#lib/domain/jobs/tally.ts';
import { sweepServices } from '#lib/domain/serving/sweep.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { Settings } from '#lib/platform/settings.ts';
import { type Loop, startLoop } from './loop.ts';

type Parts = { db: Db; logger: Logger; settings: Settings };

/** Removes what time has ended; every sweep on its own, so that one that fails keeps nobody else waiting. */
export function startSweeps({ db, logger, settings }: Parts): Loop {
  const sweeps: Record<string, () => Promise<unknown>> = {
    'sweep-identity': () => sweepIdentity(db),
    'sum-up-tally': () => sumUpTally(db),
    'sweep-services': () => sweepServices(db),
    'sweep-calls': () => sweepCalls(db, settings.STUDIO_CALL_DAYS),
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
