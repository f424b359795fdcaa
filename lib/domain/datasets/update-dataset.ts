import { eq } from 'drizzle-orm';
import { Dataset, UpdateDatasetInput } from '#lib/contracts/datasets.ts';
import { isUniqueViolation } from '#lib/db/postgres-errors.ts';
import { dataset } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { detailDataset } from './dataset-view.ts';
import { nameTaken } from './name-taken.ts';
import { requireDataset } from './version-row.ts';

export const updateDataset = defineWrite({
  name: 'dataset.update',
  permission: 'dataset:write',
  input: UpdateDatasetInput,
  output: Dataset,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const before = await requireDataset(ctx, tx, input.id, 'update');
    const after = { name: input.name ?? before.name, description: input.description ?? before.description };
    await tx
      .update(dataset)
      .set(after)
      .where(eq(dataset.id, before.id))
      .catch((error: unknown) => {
        throw isUniqueViolation(error, 'dataset_name') ? nameTaken(after.name) : error;
      });
    await audit({
      target: { kind: 'dataset', id: before.id, name: after.name },
      before: { name: before.name, description: before.description },
      after,
    });
    await notify('dataset', before.id);
    return detailDataset(ctx, tx, before.id);
  },
});
