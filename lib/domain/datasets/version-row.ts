import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { DatasetVersion, DatasetVersionDetail } from '#lib/contracts/datasets.ts';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { versionName } from '#lib/format/version-label.ts';
import { notFound } from '#lib/platform/errors.ts';

/** The columns of a list: what may be large (statistics, offsets, problems) stays out. */
export const versionColumns = {
  id: datasetVersion.id,
  datasetId: datasetVersion.datasetId,
  number: datasetVersion.number,
  format: datasetVersion.format,
  source: datasetVersion.source,
  sourceBytes: datasetVersion.sourceBytes,
  state: datasetVersion.state,
  bytesDone: datasetVersion.bytesDone,
  samples: datasetVersion.samples,
  published: datasetVersion.published,
  publishedAt: datasetVersion.publishedAt,
  problemCount: sql<number>`coalesce((${datasetVersion.problems}->>'total')::int, 0)`,
  // Written out: without a join drizzle would leave the tables' names away, inside the subquery too.
  createdByName: sql<
    string | null
  >`(select u.name from app_user u where u.id = "dataset_version"."created_by")`,
  createdAt: datasetVersion.createdAt,
};
export type VersionColumns = Omit<DatasetVersion, 'publishedAt' | 'createdAt'> & {
  publishedAt: Date | null;
  createdAt: Date;
};

export const viewVersion = (row: VersionColumns): DatasetVersion => ({
  ...row,
  publishedAt: row.publishedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

export type DatasetRow = typeof dataset.$inferSelect;
export type VersionRow = typeof datasetVersion.$inferSelect;

export async function requireDataset(
  ctx: Context,
  tx: Tx,
  id: string,
  lock: 'update' | 'none' = 'none',
): Promise<DatasetRow> {
  const query = tx
    .select()
    .from(dataset)
    .where(and(eq(dataset.id, id), eq(dataset.accountId, ctx.accountId)));
  const [row] = lock === 'update' ? await query.for('update') : await query;
  if (!row) throw notFound('Dataset', id);
  return row;
}

export async function requireVersion(
  ctx: Context,
  tx: Tx,
  ref: { id: string; number: number },
  lock: 'update' | 'none' = 'none',
): Promise<VersionRow & { datasetName: string }> {
  const owner = await requireDataset(ctx, tx, ref.id);
  const query = tx.select().from(datasetVersion).where(isVersion(ref));
  const [row] = lock === 'update' ? await query.for('update') : await query;
  if (!row) throw notFound('Dataset version', versionName(owner.name, ref.number));
  return { ...row, datasetName: owner.name };
}

const isVersion = (ref: { id: string; number: number }): SQL | undefined =>
  and(eq(datasetVersion.datasetId, ref.id), eq(datasetVersion.number, ref.number));

/** A version with all that its page shows. */
export async function detailVersion(
  ctx: Context,
  tx: Tx,
  ref: { id: string; number: number },
): Promise<DatasetVersionDetail> {
  const owner = await requireDataset(ctx, tx, ref.id);
  const [row] = await tx
    .select({
      ...versionColumns,
      statistics: datasetVersion.statistics,
      problems: datasetVersion.problems,
      canonical: datasetVersion.canonical,
    })
    .from(datasetVersion)
    .where(isVersion(ref));
  if (!row) throw notFound('Dataset version', versionName(owner.name, ref.number));
  const { statistics, problems, canonical, ...version } = row;
  return { ...viewVersion(version), datasetName: owner.name, statistics, problems, canonical };
}
