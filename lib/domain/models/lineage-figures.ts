import { and, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { EvaluationMetric } from '#lib/contracts/agent/index.ts';
import type { LineageNode } from '#lib/contracts/models.ts';
import { betterFigure } from '#lib/contracts/values/evaluations.ts';
import type { Tx } from '#lib/db/client.ts';
import { evaluation, evaluationRun } from '#lib/db/schema/index.ts';

type Shown = NonNullable<LineageNode['figure']>;
type Ids = { versions: string[]; services: string[]; evaluations: string[] };

/** The main figure of what a graph shows: of a version or service the newest, of an evaluation the best. */
export async function lineageFigures(tx: Tx, accountId: string, ids: Ids): Promise<Map<string, Shown>> {
  const { versions, services, evaluations } = ids;
  const rows = await tx
    .select({ run: evaluationRun, asked: evaluation.metrics })
    .from(evaluationRun)
    .innerJoin(evaluation, eq(evaluation.id, evaluationRun.evaluationId))
    .where(
      and(
        eq(evaluationRun.accountId, accountId),
        isNotNull(evaluationRun.samples),
        or(
          and(inArray(evaluationRun.modelVersionId, versions), isNull(evaluationRun.serviceId)),
          inArray(evaluationRun.serviceId, services),
          inArray(evaluationRun.evaluationId, evaluations),
        ),
      ),
    )
    .orderBy(desc(evaluationRun.id));
  const found = new Map<string, Shown>();
  for (const { run, asked } of rows) {
    const metric = asked.find((each) => run.metrics[each]);
    const value = metric && run.metrics[metric]?.value;
    if (!metric || value === undefined) continue;
    const shown = { metric, value, evaluationId: run.evaluationId };
    const measured = run.serviceId ?? run.modelVersionId;
    if (!found.has(measured)) found.set(measured, shown);
    const best = found.get(run.evaluationId);
    if (!best || isBetterOf(metric, best, value)) found.set(run.evaluationId, shown);
  }
  return found;
}

const isBetterOf = (metric: EvaluationMetric, best: Shown, value: number): boolean =>
  best.metric === metric && betterFigure(metric, value, best.value);
