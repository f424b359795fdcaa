import { and, eq } from 'drizzle-orm';
import type { JobLink } from '#lib/contracts/jobs.ts';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion, model, modelVersion, pool } from '#lib/db/schema/index.ts';
import type { JobRow } from './job-row.ts';

type Linked = Pick<
  JobRow,
  'accountId' | 'modelVersionId' | 'datasetVersionId' | 'outputModelId' | 'outputModelName' | 'poolId'
>;

/** What a job reads, makes and runs on, with the names that pages show and link. */
export async function jobLinks(tx: Tx, row: Linked): Promise<JobLink[]> {
  const links: JobLink[] = [];
  if (row.modelVersionId) {
    const [found] = await tx
      .select({ parentId: model.id, name: model.name, number: modelVersion.number })
      .from(modelVersion)
      .innerJoin(model, eq(model.id, modelVersion.modelId))
      .where(and(eq(modelVersion.id, row.modelVersionId), eq(modelVersion.accountId, row.accountId)));
    links.push(linkOf('model-version', row.modelVersionId, found));
  }
  if (row.datasetVersionId) {
    const [found] = await tx
      .select({ parentId: dataset.id, name: dataset.name, number: datasetVersion.number })
      .from(datasetVersion)
      .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
      .where(and(eq(datasetVersion.id, row.datasetVersionId), eq(datasetVersion.accountId, row.accountId)));
    links.push(linkOf('dataset-version', row.datasetVersionId, found));
  }
  if (row.outputModelId) {
    const [found] = await tx
      .select({ name: model.name })
      .from(model)
      .where(and(eq(model.id, row.outputModelId), eq(model.accountId, row.accountId)));
    const link = linkOf('model', row.outputModelId, found && { ...found, parentId: null, number: null });
    links.push({ ...link, name: link.name || (row.outputModelName ?? '') });
  }
  const [place] = await tx.select({ name: pool.name }).from(pool).where(eq(pool.id, row.poolId));
  links.push(linkOf('pool', row.poolId, place && { ...place, parentId: null, number: null }));
  return links;
}

const linkOf = (
  kind: JobLink['kind'],
  id: string,
  found: { parentId: string | null; name: string; number: number | null } | undefined,
): JobLink => ({
  kind,
  id,
  parentId: found?.parentId ?? null,
  name: found?.name ?? '',
  number: found?.number ?? null,
  gone: !found,
});
