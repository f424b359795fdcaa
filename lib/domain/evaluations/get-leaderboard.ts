import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { Leaderboard, type LeaderboardEntry, LeaderboardInput } from '#lib/contracts/evaluations.ts';
import { evaluation, evaluationRun } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { readDatasets, readRunsWithJobs, toRun } from './describe-evaluation.ts';

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
    const datasets = await readDatasets(tx, [...new Set(latest.map(({ row }) => row.datasetVersionId))]);
    const found = await readRunsWithJobs(tx, inArray(evaluationRun.id, [...rows.keys()]), rows.size);
    const entries = new Map<string, LeaderboardEntry>();
    const columns = new Map<string, { name: string; versionNumber: number | null; runs: number }>();
    for (const each of found.toSorted((a, b) => (a.run.id < b.run.id ? 1 : -1))) {
      const row = rows.get(each.run.id);
      const figure = each.run.metrics[metric];
      if (!row || !figure) continue;
      const data = datasets.get(row.datasetVersionId);
      const run = toRun(each, data);
      const key = run.serviceId ?? run.modelVersionId;
      const entry = entries.get(key) ?? {
        key,
        kind: run.kind,
        name: run.name,
        versionNumber: run.versionNumber,
        modelId: run.modelId,
        figures: [],
      };
      entries.set(key, entry);
      if (entry.figures.some((other) => other.datasetVersionId === row.datasetVersionId)) continue;
      const column = columns.get(row.datasetVersionId) ?? {
        name: data?.name ?? row.datasetName,
        versionNumber: data?.number ?? row.datasetVersionNumber,
        runs: 0,
      };
      columns.set(row.datasetVersionId, { ...column, runs: column.runs + 1 });
      entry.figures.push({
        datasetVersionId: row.datasetVersionId,
        evaluationId: row.id,
        runId: run.id,
        figure,
        samples: run.samples ?? 0,
        maxNewTokens: row.maxNewTokens,
        stale: run.stale,
        finishedAt: run.finishedAt,
      });
    }
    return {
      metric,
      datasets: [...columns]
        .sort(([, a], [, b]) => b.runs - a.runs)
        .map(([datasetVersionId, { name, versionNumber }]) => ({ datasetVersionId, name, versionNumber })),
      entries: [...entries.values()],
    };
  },
});
