import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { EvaluationRun, Figure, FigureMetric } from '#lib/contracts/evaluations.ts';
import {
  Leaderboard,
  type LeaderboardColumn,
  type LeaderboardEntry,
  LeaderboardInput,
} from '#lib/contracts/leaderboard.ts';
import { evaluation, evaluationRun } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { dataOf, readDatasets, readRunsWithJobs, toRun } from './describe-evaluation.ts';
import type { EvaluationRow } from './evaluation-row.ts';

/** Newest runs that a table of this size is made of. */
const LATEST = 2000;

/** Every model and service over every dataset that it was measured on: the newest figure of each pair. */
export const getLeaderboard = defineRead({
  name: 'evaluation.leaderboard',
  permission: 'evaluation:read',
  input: LeaderboardInput,
  output: Leaderboard,
  run: async ({ ctx, tx, input }) => {
    const { metric } = input;
    const latest = await tx
      .select({ runId: evaluationRun.id, row: evaluation })
      .from(evaluationRun)
      .innerJoin(evaluation, eq(evaluation.id, evaluationRun.evaluationId))
      .where(
        and(
          eq(evaluationRun.accountId, ctx.accountId),
          isNotNull(evaluationRun.samples),
          sql`${evaluationRun.metrics} ? ${metric}`,
        ),
      )
      .orderBy(desc(evaluationRun.id))
      .limit(LATEST);
    const rows = new Map(latest.map(({ runId, row }) => [runId, row]));
    const datasets = await readDatasets(tx, [...rows.values()]);
    const found = await readRunsWithJobs(tx, inArray(evaluationRun.id, [...rows.keys()]), rows.size);
    const entries = new Map<string, LeaderboardEntry>();
    const columns = new Map<string, LeaderboardColumn & { runs: number }>();
    for (const each of found.toSorted((a, b) => (a.run.id < b.run.id ? 1 : -1))) {
      const row = rows.get(each.run.id);
      if (!row) continue;
      const data = dataOf(row, datasets);
      const run = toRun(each, data);
      const key = run.serviceId ?? run.modelVersionId;
      for (const { column, figure, samples } of measuredOf(row, run, data, metric)) {
        const entry = entries.get(key) ?? {
          key,
          kind: run.kind,
          name: run.name,
          versionNumber: run.versionNumber,
          modelId: run.modelId,
          figures: [],
        };
        entries.set(key, entry);
        if (entry.figures.some((other) => other.column === column.key)) continue;
        columns.set(column.key, { ...column, runs: (columns.get(column.key)?.runs ?? 0) + 1 });
        entry.figures.push({
          column: column.key,
          evaluationId: row.id,
          runId: run.id,
          figure,
          samples,
          maxNewTokens: row.maxNewTokens,
          stale: run.stale,
          finishedAt: run.finishedAt,
        });
      }
    }
    return {
      metric,
      datasets: [...columns.values()].sort((a, b) => b.runs - a.runs),
      entries: [...entries.values()],
    };
  },
});

type Measured = { column: LeaderboardColumn; figure: Figure; samples: number };

/** A run's figures: one of its dataset, or one of each task it was asked. */
function measuredOf(
  row: EvaluationRow,
  run: EvaluationRun,
  data: ReturnType<typeof dataOf>,
  metric: FigureMetric,
): Measured[] {
  if (row.datasetVersionId !== null) {
    const figure = run.metrics[metric];
    const column = {
      key: row.datasetVersionId,
      name: data?.name ?? row.datasetName,
      datasetVersionId: row.datasetVersionId,
      versionNumber: data?.number ?? row.datasetVersionNumber,
      task: null,
    };
    return figure ? [{ column, figure, samples: run.samples ?? 0 }] : [];
  }
  return run.tasks.flatMap(({ name, taskVersion, fewShot, samples, dataSha256, metrics }) => {
    const figure = metric === 'judge' ? undefined : metrics[metric];
    if (!figure || !row.harness) return [];
    const { limit, chatTemplate, version } = row.harness;
    const task = { fewShot, limit, chatTemplate, dataSha256 };
    // Figures that were come by in another way are no figures of the same thing.
    const key = [name, taskVersion, version, fewShot, limit ?? 'all', chatTemplate, dataSha256].join(':');
    return [{ column: { key, name, datasetVersionId: null, versionNumber: null, task }, figure, samples }];
  });
}
