import { and, count, desc, eq, lt } from 'drizzle-orm';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import type { Tx } from '#lib/db/client.ts';
import { evaluation, job } from '#lib/db/schema/index.ts';

type Row = { row: typeof evaluation.$inferSelect; run: typeof job.$inferSelect | null };

/** A job that was deleted since leaves the figures; they were entered when it succeeded. */
export const toEvaluation = ({ row, run }: Row): Evaluation => ({
  id: row.id,
  name: row.name,
  jobId: row.jobId,
  state: run?.state ?? (row.accuracy === null ? 'stopped' : 'succeeded'),
  reason: run?.reason ?? null,
  failure: run?.failure ?? null,
  step: run?.step ?? 0,
  total: run?.total ?? 0,
  modelVersionId: row.modelVersionId,
  datasetVersionId: row.datasetVersionId,
  samples: row.samples,
  correct: row.correct,
  accuracy: row.accuracy,
  createdAt: row.createdAt.toISOString(),
  finishedAt: run?.finishedAt?.toISOString() ?? null,
});

type Filter = { accountId: string; id?: string; modelVersionId?: string | undefined };
const whereOf = (filter: Filter) =>
  and(
    eq(evaluation.accountId, filter.accountId),
    filter.id ? eq(evaluation.id, filter.id) : undefined,
    filter.modelVersionId ? eq(evaluation.modelVersionId, filter.modelVersionId) : undefined,
  );

/** Newest first. */
export const readEvaluations = (
  tx: Tx,
  filter: Filter & { before?: string | undefined; limit: number },
): Promise<Row[]> =>
  tx
    .select({ row: evaluation, run: job })
    .from(evaluation)
    .leftJoin(job, eq(job.id, evaluation.jobId))
    .where(and(whereOf(filter), filter.before ? lt(evaluation.id, filter.before) : undefined))
    .orderBy(desc(evaluation.id))
    .limit(filter.limit);

export async function countEvaluations(tx: Tx, filter: Filter): Promise<number> {
  const [row] = await tx.select({ total: count() }).from(evaluation).where(whereOf(filter));
  return row?.total ?? 0;
}
