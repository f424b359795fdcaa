import { and, eq, inArray, sql } from 'drizzle-orm';
import { CompareTuningJobsInput, TuningComparison } from '#lib/contracts/tuning.ts';
import { job } from '#lib/db/schema/index.ts';
import { selectListed } from '#lib/domain/jobs/listed-jobs.ts';
import { gridFor, readCurves } from '#lib/domain/jobs/metrics/read-curves.ts';
import { curveSummaries } from '#lib/domain/jobs/metrics/read-series.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';
import { summariseTuningJob } from './summarise-tuning-job.ts';

type Value = string | number | boolean | null;

/** Up to ten runs beside each other: the settings that differ, and their curves on one grid of steps. */
export const compareTuningJobs = defineRead({
  name: 'tuning.compare',
  permission: 'tuning:read',
  input: CompareTuningJobsInput,
  output: TuningComparison,
  run: async ({ ctx, tx, input }) => {
    const ids = [...new Set(input.ids)];
    const where = and(
      inArray(job.id, ids),
      eq(job.accountId, ctx.accountId),
      eq(job.kind, 'tune'),
      sql`${job.desired} <> 'deleted'`,
    );
    const [found, requests] = await Promise.all([
      selectListed(tx, where),
      tx.select({ id: job.id, request: job.request }).from(job).where(where),
    ]);
    const rows = ids.map((id) => {
      const match = found.find(({ row }) => row.id === id);
      if (!match) throw notFound('job', id);
      return match;
    });
    const summaries = await Promise.all(rows.map(({ row }) => curveSummaries(tx, row.id)));
    const steps = summaries.flat();
    const first = Math.min(...steps.map((curve) => curve.firstStep), 2 ** 31 - 1);
    const last = Math.max(...steps.map((curve) => curve.lastStep), 0);
    const grid = steps.length > 0 ? gridFor(first, last, input.points) : null;
    return {
      jobs: rows.map(summariseTuningJob),
      differences: differencesOf(ids.map((id) => requests.find((each) => each.id === id)?.request ?? {})),
      curves: await Promise.all(
        rows.map(async ({ row }, i) => ({
          jobId: row.id,
          width: grid?.width ?? 1,
          curves: grid ? await readCurves(tx, row.id, summaries[i] ?? [], grid) : [],
        })),
      ),
    };
  },
});

/** Names and places of outputs differ always and say nothing. */
const LEFT_OUT = new Set(['name', 'description', 'outputModelName', 'outputWeights', 'keepLogs']);

function differencesOf(requests: object[]): { setting: string; values: Value[] }[] {
  const flat = requests.map((request) => flatten(request));
  const settings = [...new Set(flat.flatMap((each) => [...each.keys()]))].filter((key) => !LEFT_OUT.has(key));
  return settings
    .map((setting) => ({ setting, values: flat.map((each) => each.get(setting) ?? null) }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}

function flatten(value: object, prefix = '', into = new Map<string, Value>()): Map<string, Value> {
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== null && typeof inner === 'object') flatten(inner, `${prefix}${key}.`, into);
    else into.set(prefix + key, inner as Value);
  }
  return into;
}
