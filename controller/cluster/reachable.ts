import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { cluster, job } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { AgentCallError } from '#lib/platform/agent-client.ts';

/** Seconds of silence after which running jobs say so; waiting ones say it at once. */
const AWAY_SECONDS = 60;
const OPEN = sql`state not in ('succeeded', 'failed', 'stopped')`;

/** The call never got an answer that says anything about the job: try again later. */
export const isAway = (error: unknown): boolean =>
  error instanceof AgentCallError &&
  (error.status === 0 ||
    error.status === 401 ||
    error.status === 403 ||
    error.status === 429 ||
    error.status >= 500);

/** The agent did not answer: waiting jobs get the reason, none is lost. */
export async function markAway(db: Db, clusterId: string, error: unknown): Promise<void> {
  const [row] = await db
    .update(cluster)
    .set({ awaySince: sql`coalesce(${cluster.awaySince}, now())` })
    .where(eq(cluster.id, clusterId))
    .returning({ awaySince: cluster.awaySince });
  const since = row?.awaySince ?? new Date();
  const refused = error instanceof AgentCallError && (error.status === 401 || error.status === 403);
  const reasonCode = refused ? 'agent.refused_token' : 'agent.unreachable';
  const reason = refused
    ? 'The agent refuses the token of this Studio; check STUDIO_AGENT_TOKEN.'
    : `The agent is unreachable since ${since.toISOString()}.`;
  const long = Date.now() - since.getTime() > AWAY_SECONDS * 1000;
  const changed = await db
    .update(job)
    .set({ reason, reasonCode })
    .where(
      and(
        eq(job.clusterId, clusterId),
        OPEN,
        sql`${job.reason} is distinct from ${reason}`,
        long ? undefined : eq(job.state, 'pending'),
      ),
    )
    .returning({ id: job.id, accountId: job.accountId });
  for (const { id, accountId } of changed) await notifyChange(db, { accountId, kind: 'job', id });
}

/** The agent answers: what was said about its absence is taken back. */
export async function markBack(db: Db, clusterId: string): Promise<void> {
  const [row] = await db
    .update(cluster)
    .set({ awaySince: null })
    .where(and(eq(cluster.id, clusterId), isNotNull(cluster.awaySince)))
    .returning({ id: cluster.id });
  if (!row) return;
  const changed = await db
    .update(job)
    .set({ reason: null, reasonCode: null })
    .where(
      and(
        eq(job.clusterId, clusterId),
        OPEN,
        inArray(job.reasonCode, ['agent.unreachable', 'agent.refused_token']),
      ),
    )
    .returning({ id: job.id, accountId: job.accountId });
  for (const { id, accountId } of changed) await notifyChange(db, { accountId, kind: 'job', id });
}
