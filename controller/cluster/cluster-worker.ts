import type { Db } from '#lib/db/client.ts';
import { AgentClient } from '#lib/platform/agent-client.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { type Loop, startLoop } from '../loop.ts';
import type { ClusterScope } from './cluster-row.ts';
import { dispatch } from './dispatch.ts';
import { ingest } from './ingest.ts';
import { keepLogs } from './keep-logs.ts';
import { pollInfo } from './poll-info.ts';
import { reconcile } from './reconcile.ts';
import { releaseOld } from './release-old.ts';

export type ClusterWorker = {
  /** Rows changed: look what is to be dispatched. */
  wake: () => void;
  stop: () => Promise<void>;
};

/** The loops of one cluster. */
export function startClusterWorker(options: {
  db: Db;
  store: ObjectStore;
  logger: Logger;
  cluster: { id: string; name: string; url: string; token: string };
}): ClusterWorker {
  const { db, store, cluster } = options;
  const logger = options.logger.child({ cluster: cluster.name });
  // The loops come back by themselves, so a call need not try for long.
  const agent = new AgentClient({ url: cluster.url, token: cluster.token, retries: 1 });
  const scope: ClusterScope = {
    db,
    logger,
    clusterId: cluster.id,
    agent,
    stopsAsked: new Map(),
    trouble: new Map(),
  };
  const sending = startLoop({ name: 'dispatch', logger, everySeconds: 2, run: () => dispatch(scope) });
  const loops: Loop[] = [
    sending,
    startLoop({ name: 'ingest', logger, everySeconds: 1, run: (signal) => ingest(scope, signal) }),
    startLoop({ name: 'info', logger, everySeconds: 5, run: (signal) => pollInfo(scope, signal) }),
    startLoop({ name: 'keep-logs', logger, everySeconds: 5, run: () => keepLogs({ ...scope, store }) }),
    startLoop({ name: 'release-old', logger, everySeconds: 3600, run: () => releaseOld(scope) }),
    startLoop({
      name: 'reconcile',
      logger,
      everySeconds: 15,
      run: async (signal) => {
        if (await reconcile(scope, signal)) sending.wake();
        return undefined;
      },
    }),
  ];
  return {
    wake: sending.wake,
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      await agent.close();
    },
  };
}
