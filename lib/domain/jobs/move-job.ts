import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Failure } from '#lib/contracts/agent/index.ts';
import { type JobState, sourcesOf } from '#lib/contracts/job-state.ts';
import type { ReasonCode } from '#lib/contracts/jobs.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import type { Tx } from '#lib/db/client.ts';
import { job, jobEvent } from '#lib/db/schema/index.ts';
import type { JobRow } from './job-row.ts';

export type Move = {
  to: JobState;
  at?: Date;
  reason?: string | null;
  reasonCode?: ReasonCode | null;
  failure?: Failure | null;
  /** Only when the row is still at this attempt. */
  attempt?: number;
  /** Narrows the states that the machine allows to start from. */
  from?: JobState[];
  /** Further columns that change with the move. */
  set?: Partial<typeof job.$inferInsert>;
};

/**
 * Compare-and-set along the state machine: one UPDATE whose condition is the old state, and one event row.
 * Answers the new row, or null when the job is not where the move may start.
 */
export async function moveJob(tx: Tx, id: string, move: Move): Promise<JobRow | null> {
  const allowed = sourcesOf(move.to).filter((state) => !move.from || move.from.includes(state));
  if (allowed.length === 0) return null;
  const at = move.at ?? new Date();
  const [row] = await tx
    .update(job)
    .set({
      state: move.to,
      reason: move.reason ?? null,
      reasonCode: move.reasonCode ?? null,
      failure: move.failure ?? null,
      eventCount: sql`${job.eventCount} + 1`,
      ...(move.to === 'running' ? { startedAt: sql`coalesce(${job.startedAt}, ${at.toISOString()})` } : {}),
      finishedAt: isFinal(move.to) ? at : null,
      ...(isFinal(move.to) ? { remainingSeconds: null } : {}),
      ...move.set,
    })
    .where(
      and(
        eq(job.id, id),
        inArray(job.state, allowed),
        move.attempt === undefined ? undefined : eq(job.attempt, move.attempt),
      ),
    )
    .returning();
  if (!row) return null;
  await tx.insert(jobEvent).values({
    jobId: id,
    number: row.eventCount,
    at,
    attempt: row.attempt,
    type: 'state',
    state: move.to,
    message: move.failure?.message ?? move.reason ?? null,
    data: move.failure ? { failure: move.failure } : move.reasonCode ? { code: move.reasonCode } : null,
  });
  return row;
}
