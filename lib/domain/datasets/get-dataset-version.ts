import { DatasetVersionDetail, DatasetVersionRef } from '#lib/contracts/datasets.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { detailVersion } from './version-row.ts';

export const getDatasetVersion = defineRead({
  name: 'dataset.getVersion',
  permission: 'dataset:read',
  input: DatasetVersionRef,
  output: DatasetVersionDetail,
  run: ({ ctx, tx, input }) => detailVersion(ctx, tx, input),
});
