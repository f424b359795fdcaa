import { asc, eq } from 'drizzle-orm';
import { type CurveSummary, CurveSummary as Shape } from '#lib/contracts/jobs.ts';
import type { Tx } from '#lib/db/client.ts';
import { metricSeries } from '#lib/db/schema/index.ts';

/** Extent, extremes and latest value of every curve of a job. */
export async function curveSummaries(tx: Tx, jobId: string): Promise<CurveSummary[]> {
  const rows = await tx
    .select()
    .from(metricSeries)
    .where(eq(metricSeries.jobId, jobId))
    .orderBy(asc(metricSeries.metric));
  return rows.map((row) =>
    Shape.parse({
      metric: row.metric,
      firstStep: row.firstStep,
      lastStep: row.lastStep,
      count: row.count,
      min: row.minimum,
      max: row.maximum,
      last: row.last,
    }),
  );
}
