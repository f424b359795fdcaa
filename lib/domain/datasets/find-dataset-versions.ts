import { and, count, desc, eq, lt, sql } from 'drizzle-orm';
import { FindDatasetVersionsInput, NamedDatasetVersionList } from '#lib/contracts/datasets.ts';
import { holding } from '#lib/db/holding.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { versionColumns, viewVersion } from './version-row.ts';

/** Versions of all the account's datasets, for forms that choose one: ready ones, published unless told. */
export const findDatasetVersions = defineRead({
  name: 'dataset.findVersions',
  permission: 'dataset:read',
  input: FindDatasetVersionsInput,
  output: NamedDatasetVersionList,
  run: async ({ ctx, tx, input }) => {
    const where = and(
      eq(datasetVersion.accountId, ctx.accountId),
      eq(datasetVersion.state, 'ready'),
      // Written out, not as a parameter: only then the partial index fits.
      input.published ? sql`${datasetVersion.published}` : undefined,
      input.search ? sql`${dataset.name} ilike ${holding(input.search)}` : undefined,
    );
    const from = () =>
      tx
        .select({ ...versionColumns, datasetName: dataset.name })
        .from(datasetVersion)
        .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId));
    const rows = await from()
      .where(and(where, input.cursor ? lt(datasetVersion.id, input.cursor) : undefined))
      .orderBy(desc(datasetVersion.id))
      .limit(input.limit + 1);
    const [counted] = await tx
      .select({ n: count() })
      .from(datasetVersion)
      .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
      .where(where);
    const page = rows.slice(0, input.limit);
    return {
      items: page.map(({ datasetName, ...row }) => ({ ...viewVersion(row), datasetName })),
      nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
      total: counted?.n ?? 0,
    };
  },
});
