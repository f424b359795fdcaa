import { and, eq } from 'drizzle-orm';
import { type CompressionJobDetail, CreateCompressionJobInput, SCHEMES } from '#lib/contracts/compression.ts';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion, modelVersion } from '#lib/db/schema/index.ts';
import { describeJob } from '#lib/domain/jobs/describe-job.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import { versionLabel } from '#lib/domain/models/model-row.ts';

/** A compression's row with the settings it runs with and the version that came out. */
export async function describeCompressionJob(tx: Tx, row: JobRow): Promise<CompressionJobDetail> {
  const { runner } = row.spec;
  if (runner.kind !== 'compress') throw new Error(`job ${row.id} is no compression`);
  const [made] = await tx
    .select({ id: modelVersion.id, number: modelVersion.number, gate: modelVersion.gate })
    .from(modelVersion)
    .where(eq(modelVersion.madeByJobId, row.id));
  const settings = CreateCompressionJobInput.parse(row.request);
  return {
    ...(await describeJob(tx, row)),
    method: runner.method,
    scheme: SCHEMES[runner.method],
    settings,
    benchmarkName: settings.benchmarkVersionId ? await nameOf(tx, row, settings.benchmarkVersionId) : null,
    outputVersion: made ?? null,
  };
}

async function nameOf(tx: Tx, row: JobRow, id: string): Promise<string | null> {
  const [found] = await tx
    .select({ name: dataset.name, number: datasetVersion.number })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(and(eq(datasetVersion.id, id), eq(datasetVersion.accountId, row.accountId)));
  return found ? `${found.name} ${versionLabel(found.number)}` : null;
}
