import { eq, sql } from 'drizzle-orm';
import type { Dataset, DatasetState } from '#lib/contracts/datasets.ts';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { requireDataset, type VersionColumns, versionColumns, viewVersion } from './version-row.ts';

type Row = {
  id: string;
  name: string;
  description: string;
  createdAt: Date;
  updatedAt: Date;
  createdByName: string | null;
  versions: number;
};

export const datasetColumns = {
  id: dataset.id,
  name: dataset.name,
  description: dataset.description,
  createdAt: dataset.createdAt,
  updatedAt: dataset.updatedAt,
  createdByName: sql<string | null>`(select u.name from app_user u where u.id = "dataset"."created_by")`,
  versions: sql<number>`(select count(*)::int from dataset_version v where v.dataset_id = "dataset"."id")`,
};

const stateOf = (latest: VersionColumns | null): DatasetState =>
  latest === null ? 'empty' : latest.state === 'ready' && latest.published ? 'published' : latest.state;

export const viewDataset = (row: Row, latest: VersionColumns | null): Dataset => ({
  ...row,
  state: stateOf(latest),
  latest: latest && viewVersion(latest),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** Number of a dataset's newest version. */
export const newestNumber = sql`(select max(v.number) from dataset_version v where v.dataset_id = "dataset"."id")`;

export async function detailDataset(ctx: Context, tx: Tx, id: string): Promise<Dataset> {
  await requireDataset(ctx, tx, id);
  const [row] = await tx.select(datasetColumns).from(dataset).where(eq(dataset.id, id));
  if (!row) throw new Error('the dataset went while it was read');
  const [latest] = await tx
    .select(versionColumns)
    .from(datasetVersion)
    .where(eq(datasetVersion.datasetId, id))
    .orderBy(sql`${datasetVersion.number} desc`)
    .limit(1);
  return viewDataset(row, latest ?? null);
}
