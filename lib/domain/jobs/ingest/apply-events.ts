import { and, asc, eq, inArray } from 'drizzle-orm';
import type { AgentEvent } from '#lib/contracts/agent/index.ts';
import type { Db, Tx } from '#lib/db/client.ts';
import { cluster, job } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { appendPoints } from '../metrics/append-points.ts';
import { endDraft, type Reporter } from './end-draft.ts';
import { flushDraft } from './flush-draft.ts';
import { applyEvent, draftOf, type JobDraft } from './job-draft.ts';

/**
 * Applies a batch of one cluster's log: jobs, curves, history, completions and the new cursor in one transaction.
 * Events at or before the cursor are known already and skipped, so a batch may come twice.
 * Answers the cursor; null when the log is another one than the row's (the caller starts that log at 0).
 */
export async function applyEvents(
  db: Db,
  log: { clusterId: string; logId: string },
  events: readonly AgentEvent[],
  report: Reporter,
): Promise<number | null> {
  return db.transaction(async (tx) => {
    const [place] = await tx
      .select({ logId: cluster.logId, cursor: cluster.cursor })
      .from(cluster)
      .where(eq(cluster.id, log.clusterId))
      .for('update');
    if (!place || place.logId !== log.logId) return null;
    const fresh = events.filter((event) => event.seq > place.cursor);
    const cursor = fresh.at(-1)?.seq;
    if (cursor === undefined) return place.cursor;
    const drafts = await lockDrafts(tx, log.clusterId, fresh);
    for (const event of fresh) {
      const draft = drafts.get(event.jobId);
      if (draft && applyEvent(draft, event)) await endDraft(tx, draft, report);
    }
    const changed = [...drafts.values()].filter((draft) => draft.changed);
    for (const draft of changed) await flushDraft(tx, draft);
    await appendPoints(
      tx,
      changed.flatMap((draft) => draft.points),
    );
    await tx.update(cluster).set({ cursor }).where(eq(cluster.id, log.clusterId));
    for (const { row } of changed)
      await notifyChange(tx, { accountId: row.accountId, kind: 'job', id: row.id });
    return cursor;
  });
}

/** In id order, so that two transactions never wait for each other in a ring. */
async function lockDrafts(tx: Tx, clusterId: string, events: AgentEvent[]): Promise<Map<string, JobDraft>> {
  const ids = [...new Set(events.map((event) => event.jobId))];
  const rows = await tx
    .select()
    .from(job)
    .where(and(inArray(job.id, ids), eq(job.clusterId, clusterId)))
    .orderBy(asc(job.id))
    .for('update');
  return new Map(rows.map((row) => [row.id, draftOf(row)]));
}
