import { eq } from 'drizzle-orm';
import { DatasetDeleted, DeleteDatasetVersionInput } from '#lib/contracts/datasets.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import { dropCanonical } from './drop-canonical.ts';
import { requireUnread } from './require-unread.ts';
import { requireVersion } from './version-row.ts';

/** The file that it was imported from stays. */
export const deleteDatasetVersion = defineWrite({
  name: 'dataset.deleteVersion',
  permission: 'dataset:write',
  input: DeleteDatasetVersionInput,
  output: DatasetDeleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await requireVersion(ctx, tx, input, 'update');
    const label = versionName(row.datasetName, row.number);
    await requireUnread(tx, ctx.accountId, [row.id], label);
    await tx.delete(datasetVersion).where(eq(datasetVersion.id, row.id));
    await tx.update(dataset).set({ updatedAt: new Date() }).where(eq(dataset.id, row.datasetId));
    await audit({
      target: { kind: 'dataset-version', id: row.id, name: label },
      before: { source: row.source, format: row.format, samples: row.samples },
    });
    await notify('dataset', row.datasetId);
    if (!ctx.dryRun) await dropCanonical(ctx, [row]);
    return { deleted: true as const };
  },
});
