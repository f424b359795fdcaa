import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import type { Logger } from '#lib/platform/logger.ts';
import { METRICS_QUESTION, SLOT } from './worker.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** A worker that lived this long starts its back-off anew. */
const STEADY_MS = 60_000;

/**
 * Keeps `count` gateways behind one port: this process accepts connections and hands each to the next of them, so none
 * is refused while one of them starts again.
 */
export function keepWorkers(count: number, logger: Logger): { stop: () => Promise<void> } {
  const metrics = new AggregatorRegistry();
  const ended = new Set<Promise<void>>();
  let stopping = false;

  const start = (slot: number, waitMs: number) => {
    if (stopping) return;
    const startedAt = Date.now();
    const worker = cluster.fork({ [SLOT]: String(slot) });
    worker.on('message', (message) => {
      if (message === METRICS_QUESTION) void answerMetrics(worker);
    });
    const gone = new Promise<void>((resolve) => {
      worker.once('exit', (code, signal) => {
        ended.delete(gone);
        resolve();
        if (stopping) return;
        const steady = Date.now() - startedAt > STEADY_MS;
        const wait = steady ? FIRST_WAIT_MS : waitMs;
        logger.error({ slot, code, signal, waitMs: wait }, 'a gateway worker ended; starting it again');
        setTimeout(start, wait, slot, Math.min(wait * 2, LONGEST_WAIT_MS));
      });
    });
    ended.add(gone);
  };

  /** Whichever worker was asked for /metrics answers for all of them. */
  const answerMetrics = async (worker: Worker) => {
    const text = await metrics.clusterMetrics().catch((error: unknown) => {
      logger.warn({ err: error }, 'not all gateway workers told their metrics');
      return null;
    });
    if (worker.isConnected()) worker.send({ metrics: text }, () => undefined);
  };

  for (let slot = 1; slot <= count; slot++) start(slot, FIRST_WAIT_MS);
  return {
    stop: async () => {
      stopping = true;
      for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
      await Promise.all(ended);
    },
  };
}
