import { eq } from 'drizzle-orm';
import { type CompressionJobDetail, CreateCompressionJobInput, SCHEMES } from '#lib/contracts/compression.ts';
import type { Tx } from '#lib/db/client.ts';
import { modelVersion } from '#lib/db/schema/index.ts';
import { datasetLabel } from '#lib/domain/datasets/dataset-label.ts';
import { describeJob } from '#lib/domain/jobs/describe-job.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';

/** A compression's row with the settings it runs with and the version that came out. */
export async function describeCompressionJob(tx: Tx, row: JobRow): Promise<CompressionJobDetail> {
  const { runner } = row.spec;
  if (runner.kind !== 'compress') throw new Error(`job ${row.id} is no compression`);
  const [made] = await tx
    .select({ id: modelVersion.id, number: modelVersion.number, gate: modelVersion.gate })
    .from(modelVersion)
    .where(eq(modelVersion.madeByJobId, row.id));
  const settings = CreateCompressionJobInput.parse(row.request);
  const benchmark = settings.benchmarkVersionId;
  return {
    ...(await describeJob(tx, row)),
    method: runner.method,
    scheme: SCHEMES[runner.method],
    settings,
    benchmarkName: benchmark ? await datasetLabel(tx, row.accountId, benchmark) : null,
    outputVersion: made ?? null,
  };
}
