import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { GateEvaluation } from '#lib/contracts/gate.ts';
import type { Tx } from '#lib/db/client.ts';
import { evaluation, evaluationRun } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import type { VersionRow } from './model-row.ts';

/** What evaluations say of a compressed version beside its source: same data, same longest answer, the newest of each. */
export async function findGateEvaluation(
  { ctx, tx }: { ctx: Context; tx: Tx },
  { id, baseVersionId, gate, accountId }: VersionRow,
): Promise<GateEvaluation | null> {
  if (!gate || !baseVersionId || !ctx.permissions.has('evaluation:read')) return null;
  const sourceRun = alias(evaluationRun, 'source_run');
  const source = alias(evaluation, 'source');
  const [found] = await tx
    .select({
      evaluationId: evaluation.id,
      evaluationName: evaluation.name,
      samples: evaluationRun.samples,
      right: evaluationRun.correct,
      rightBefore: sourceRun.correct,
    })
    .from(evaluationRun)
    .innerJoin(evaluation, eq(evaluation.id, evaluationRun.evaluationId))
    .innerJoin(
      source,
      and(
        eq(source.datasetVersionId, evaluation.datasetVersionId),
        eq(source.maxNewTokens, evaluation.maxNewTokens),
      ),
    )
    .innerJoin(
      sourceRun,
      and(eq(sourceRun.evaluationId, source.id), eq(sourceRun.samples, evaluationRun.samples)),
    )
    .where(
      and(
        ...[evaluationRun, sourceRun].flatMap((run) => [
          eq(run.accountId, accountId),
          isNull(run.serviceId),
          isNotNull(run.correct),
        ]),
        eq(evaluationRun.modelVersionId, id),
        eq(sourceRun.modelVersionId, baseVersionId),
      ),
    )
    .orderBy(desc(evaluationRun.id), desc(sourceRun.id))
    .limit(1);
  if (!found?.samples) return null;
  const { samples, right, rightBefore, ...where } = found;
  const [before, after] = [rightBefore ?? 0, right ?? 0];
  // Of whole answers, as the gate itself counts.
  const worse = ((before - after) * 100) / samples;
  const limit = gate.checks.find(({ rule }) => rule === 'accuracy')?.limit ?? null;
  return {
    ...where,
    before: before / samples,
    after: after / samples,
    worse,
    exceeds: limit !== null && worse > limit,
  };
}
