import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { evaluation, evaluationRun, job } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import { ensureDefaultBucket } from '#lib/domain/storage/default-bucket.ts';
import { notFound } from '#lib/platform/errors.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';

export type EvaluationRow = typeof evaluation.$inferSelect;
export type RunRow = typeof evaluationRun.$inferSelect;
type Scope = { ctx: Context; tx: Tx };

export async function fetchEvaluation({ ctx, tx }: Scope, id: string, lock = false): Promise<EvaluationRow> {
  const query = tx
    .select()
    .from(evaluation)
    .where(and(eq(evaluation.id, id), eq(evaluation.accountId, ctx.accountId)));
  const [row] = lock ? await query.for('update') : await query;
  if (!row) throw notFound('evaluation', id);
  return row;
}

export const readRuns = (tx: Tx, evaluationId: string): Promise<RunRow[]> =>
  tx
    .select()
    .from(evaluationRun)
    .where(eq(evaluationRun.evaluationId, evaluationId))
    .orderBy(asc(evaluationRun.position));

/** Jobs of its runs that still exist, locked until the transaction ends. */
export async function lockJobs(tx: Tx, evaluationId: string): Promise<JobRow[]> {
  const rows = await tx
    .select({ row: job })
    .from(evaluationRun)
    .innerJoin(job, eq(job.id, evaluationRun.jobId))
    .where(eq(evaluationRun.evaluationId, evaluationId))
    .orderBy(asc(job.id))
    .for('update', { of: job });
  return rows.map(({ row }) => row);
}

/** Where the answers of its runs lie, inside the folder that only the Studio writes to. */
export const answersFolder = async (ctx: Context, tx: Tx, id: string): Promise<string> =>
  storageUri(await ensureDefaultBucket(ctx, tx), `.studio/evaluations/${id}`);
