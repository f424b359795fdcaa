import { eq } from 'drizzle-orm';
import { DatasetVersionDetail, DatasetVersionRef } from '#lib/contracts/datasets.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { detailVersion, requireVersion } from './version-row.ts';

/** No new job can take it; those that have it go on. */
export const unpublishDatasetVersion = defineWrite({
  name: 'dataset.unpublish',
  permission: 'dataset:write',
  input: DatasetVersionRef,
  output: DatasetVersionDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await requireVersion(ctx, tx, input, 'update');
    const label = versionName(row.datasetName, row.number);
    if (!row.published)
      throw new StudioError('state.wrong', `${label} is not published.`, {
        because: { key: 'dataset.notPublished', values: { version: label } },
      });
    await tx
      .update(datasetVersion)
      .set({ published: false, publishedAt: null })
      .where(eq(datasetVersion.id, row.id));
    await tx.update(dataset).set({ updatedAt: new Date() }).where(eq(dataset.id, row.datasetId));
    await audit({
      target: { kind: 'dataset-version', id: row.id, name: label },
      after: { published: false },
    });
    await notify('dataset', row.datasetId);
    return detailVersion(ctx, tx, input);
  },
});
