import { CreateDatasetInput, Dataset } from '#lib/contracts/datasets.ts';
import { dataset } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { addVersion } from './add-version.ts';
import { detailDataset } from './dataset-view.ts';
import { nameTaken } from './name-taken.ts';

/** A dataset with its first version, whose import begins at once. */
export const createDataset = defineWrite({
  name: 'dataset.create',
  permission: 'dataset:write',
  input: CreateDatasetInput,
  output: Dataset,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const [row] = await tx
      .insert(dataset)
      .values({
        accountId: ctx.accountId,
        name: input.name,
        description: input.description,
        createdBy: ctx.user.id,
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw nameTaken(input.name);
    const version = await addVersion(ctx, tx, row, input);
    await audit({
      target: { kind: 'dataset', id: row.id, name: row.name },
      after: { source: version.source, format: version.format },
    });
    await notify('dataset', row.id);
    return detailDataset(ctx, tx, row.id);
  },
});
