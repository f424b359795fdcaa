import { and, eq, lt } from 'drizzle-orm';
import type { AgentEvent } from '#lib/contracts/agent/index.ts';
import type { Db } from '#lib/db/client.ts';
import { postgresError } from '#lib/db/postgres-errors.ts';
import { cluster } from '#lib/db/schema/index.ts';
import { applyEvents } from '#lib/domain/jobs/ingest/apply-events.ts';
import type { Logger } from '#lib/platform/logger.ts';

type Parts = { db: Db; logger: Logger };
type Log = { clusterId: string; logId: string };

/**
 * Applies a batch. An event that the database cannot hold (a NUL in a text, a number out of range) would stop every
 * later one for ever, so it is found by halving, left out and reported.
 */
export async function applyOrSkip({ db, logger }: Parts, log: Log, events: AgentEvent[]): Promise<void> {
  const [first] = events;
  if (!first) return;
  try {
    await applyEvents(db, log, events, (error, jobId) =>
      logger.error({ err: error, jobId }, 'a completion failed'),
    );
  } catch (error) {
    if (!postgresError(error)?.code.startsWith('22')) throw error;
    if (events.length > 1) {
      const half = Math.ceil(events.length / 2);
      await applyOrSkip({ db, logger }, log, events.slice(0, half));
      await applyOrSkip({ db, logger }, log, events.slice(half));
      return;
    }
    logger.error({ err: error, seq: first.seq, jobId: first.jobId }, 'an event cannot be stored; left out');
    await db
      .update(cluster)
      .set({ cursor: first.seq })
      .where(and(eq(cluster.id, log.clusterId), eq(cluster.logId, log.logId), lt(cluster.cursor, first.seq)));
  }
}
