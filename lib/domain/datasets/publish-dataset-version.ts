import { eq } from 'drizzle-orm';
import { DatasetVersionDetail, DatasetVersionRef } from '#lib/contracts/datasets.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { detailVersion, requireVersion } from './version-row.ts';

/** Only a published version can be trained on. */
export const publishDatasetVersion = defineWrite({
  name: 'dataset.publish',
  permission: 'dataset:write',
  input: DatasetVersionRef,
  output: DatasetVersionDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await requireVersion(ctx, tx, input, 'update');
    const label = versionName(row.datasetName, row.number);
    if (row.state !== 'ready')
      throw new StudioError(
        'state.wrong',
        `${label} is ${row.state}: only a ready version can be published.`,
        {
          because: { key: 'dataset.notReady', values: { version: label } },
          advice:
            row.state === 'importing'
              ? 'Wait until its import has ended.'
              : 'Correct the file and add it as a new version.',
        },
      );
    if (row.published)
      throw new StudioError('state.wrong', `${label} is published already.`, {
        because: { key: 'dataset.published', values: { version: label } },
      });
    const now = new Date();
    await tx
      .update(datasetVersion)
      .set({ published: true, publishedAt: now })
      .where(eq(datasetVersion.id, row.id));
    await tx.update(dataset).set({ updatedAt: now }).where(eq(dataset.id, row.datasetId));
    await audit({ target: { kind: 'dataset-version', id: row.id, name: label }, after: { published: true } });
    await notify('dataset', row.datasetId);
    return detailVersion(ctx, tx, input);
  },
});
