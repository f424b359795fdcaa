import { CreateDatasetVersionInput, DatasetVersionDetail } from '#lib/contracts/datasets.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import { addVersion } from './add-version.ts';
import { detailVersion, requireDataset } from './version-row.ts';

/** A further version from another file; those before it stay as they are. */
export const createDatasetVersion = defineWrite({
  name: 'dataset.createVersion',
  permission: 'dataset:write',
  input: CreateDatasetVersionInput,
  output: DatasetVersionDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const owner = await requireDataset(ctx, tx, input.id, 'update');
    const version = await addVersion(ctx, tx, owner, input);
    await audit({
      target: {
        kind: 'dataset-version',
        id: version.id,
        name: versionName(owner.name, version.number),
      },
      after: { source: version.source, format: version.format },
    });
    await notify('dataset', owner.id);
    return detailVersion(ctx, tx, { id: owner.id, number: version.number });
  },
});
