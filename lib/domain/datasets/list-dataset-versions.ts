import { and, count, desc, eq, lt } from 'drizzle-orm';
import { DatasetVersionList, ListDatasetVersionsInput } from '#lib/contracts/datasets.ts';
import { datasetVersion } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { strangeCursor } from '#lib/platform/errors.ts';
import { requireDataset, versionColumns, viewVersion } from './version-row.ts';

/** Newest first; the cursor is the last number seen. */
export const listDatasetVersions = defineRead({
  name: 'dataset.listVersions',
  permission: 'dataset:read',
  input: ListDatasetVersionsInput,
  output: DatasetVersionList,
  run: async ({ ctx, tx, input }) => {
    const owner = await requireDataset(ctx, tx, input.id);
    if (input.cursor && !/^\d{1,9}$/.test(input.cursor)) throw strangeCursor();
    const mine = eq(datasetVersion.datasetId, owner.id);
    const before = input.cursor ? lt(datasetVersion.number, Number(input.cursor)) : undefined;
    const rows = await tx
      .select(versionColumns)
      .from(datasetVersion)
      .where(and(mine, before))
      .orderBy(desc(datasetVersion.number))
      .limit(input.limit + 1);
    const [counted] = await tx.select({ n: count() }).from(datasetVersion).where(mine);
    const page = rows.slice(0, input.limit);
    return {
      items: page.map(viewVersion),
      nextCursor: rows.length > input.limit ? String(page.at(-1)?.number) : null,
      total: counted?.n ?? 0,
    };
  },
});
