import { eq, inArray } from 'drizzle-orm';
import type { TuningJobSummary } from '#lib/contracts/tuning.ts';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion, model, modelVersion } from '#lib/db/schema/index.ts';
import { type JobListRow, toSummary } from '#lib/domain/jobs/job-view.ts';

type Listed = { row: JobListRow; createdByName: string | null; method: string | null };
const idsOf = (ids: (string | null)[]) => [...new Set(ids.filter((id) => id !== null))];

/** Adds the names of what each reads; three queries however many rows. */
export async function summariseTuningJobs(tx: Tx, rows: Listed[]): Promise<TuningJobSummary[]> {
  const [models, datasets] = await Promise.all([
    namesOf(tx, modelVersion, idsOf(rows.map(({ row }) => row.modelVersionId))),
    namesOf(tx, datasetVersion, idsOf(rows.map(({ row }) => row.datasetVersionId))),
  ]);
  return rows.map(({ row, createdByName, method }) => {
    const base = models.get(row.modelVersionId ?? '');
    const data = datasets.get(row.datasetVersionId ?? '');
    return {
      ...toSummary(row, createdByName),
      method: method === 'lora' ? 'lora' : 'full',
      modelName: base?.name ?? null,
      modelVersionNumber: base?.number ?? null,
      datasetName: data?.name ?? null,
      datasetVersionNumber: data?.number ?? null,
    };
  });
}

async function namesOf(
  tx: Tx,
  table: typeof modelVersion | typeof datasetVersion,
  ids: string[],
): Promise<Map<string, { name: string; number: number }>> {
  if (ids.length === 0) return new Map();
  const rows =
    table === modelVersion
      ? await tx
          .select({ id: modelVersion.id, name: model.name, number: modelVersion.number })
          .from(modelVersion)
          .innerJoin(model, eq(model.id, modelVersion.modelId))
          .where(inArray(modelVersion.id, ids))
      : await tx
          .select({ id: datasetVersion.id, name: dataset.name, number: datasetVersion.number })
          .from(datasetVersion)
          .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
          .where(inArray(datasetVersion.id, ids));
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}
