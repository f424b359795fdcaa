import { eq } from 'drizzle-orm';
import { DatasetDeleted, DeleteDatasetInput } from '#lib/contracts/datasets.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { dropCanonical } from './drop-canonical.ts';
import { requireUnread } from './require-unread.ts';
import { requireDataset } from './version-row.ts';

/** All its versions go with it; the files that they were imported from stay. */
export const deleteDataset = defineWrite({
  name: 'dataset.delete',
  permission: 'dataset:write',
  input: DeleteDatasetInput,
  output: DatasetDeleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await requireDataset(ctx, tx, input.id, 'update');
    const versions = await tx
      .select({ id: datasetVersion.id, canonical: datasetVersion.canonical })
      .from(datasetVersion)
      .where(eq(datasetVersion.datasetId, row.id))
      .for('update');
    await requireUnread(
      tx,
      ctx.accountId,
      versions.map((version) => version.id),
      row.name,
    );
    await tx.delete(dataset).where(eq(dataset.id, row.id));
    await audit({
      target: { kind: 'dataset', id: row.id, name: row.name },
      before: { versions: versions.length, description: row.description },
    });
    await notify('dataset', row.id);
    if (!ctx.dryRun) await dropCanonical(ctx, versions);
    return { deleted: true as const };
  },
});
