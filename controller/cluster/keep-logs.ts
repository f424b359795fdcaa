import { Readable } from 'node:stream';
import { and, asc, eq, sql } from 'drizzle-orm';
import { job } from '#lib/db/schema/index.ts';
import { keptLogAddress } from '#lib/domain/jobs/kept-log.ts';
import type { AgentClient } from '#lib/platform/agent-client.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import type { ClusterScope } from './cluster-row.ts';

const BATCH = 20;
const LINES_AT_ONCE = 5000;

/**
 * Copies the logs of ended jobs into the folders that people chose for them. One that fails (its bucket is gone) is
 * reported and keeps no other waiting. Answers true when there may be more.
 */
export async function keepLogs(scope: ClusterScope & { store: ObjectStore }): Promise<boolean> {
  const { db, agent, store, clusterId, logger } = scope;
  const rows = await db
    .select()
    .from(job)
    .where(
      and(
        eq(job.clusterId, clusterId),
        sql`keep_logs_uri is not null and logs_kept_at is null`,
        sql`state in ('succeeded', 'failed', 'stopped') and desired <> 'deleted'`,
      ),
    )
    .orderBy(asc(job.id))
    .limit(BATCH);
  let kept = 0;
  for (const row of rows) {
    const address = keptLogAddress(row);
    if (!address) continue;
    try {
      if (row.sentAttempt > 0)
        await store.write(address.bucket, address.key, Readable.from(wholeLog(agent, row.id)));
      await db
        .update(job)
        .set({ logsKeptAt: new Date() })
        .where(and(eq(job.id, row.id), eq(job.attempt, row.attempt)));
      kept++;
    } catch (error) {
      logger.warn({ jobId: row.id, err: error }, 'a log could not be kept; trying again later');
    }
  }
  return kept === BATCH;
}

async function* wholeLog(agent: AgentClient, id: string): AsyncGenerator<Buffer> {
  for (let from = 0; ; ) {
    const page = await agent.call('logs', { id, query: { from, limit: LINES_AT_ONCE } });
    if (page.lines.length === 0) return;
    yield Buffer.from(`${page.lines.map((line) => line.text).join('\n')}\n`);
    if (page.next >= page.total) return;
    from = page.next;
  }
}
