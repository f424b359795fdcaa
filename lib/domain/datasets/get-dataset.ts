import { Dataset, DatasetRef } from '#lib/contracts/datasets.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { detailDataset } from './dataset-view.ts';

export const getDataset = defineRead({
  name: 'dataset.get',
  permission: 'dataset:read',
  input: DatasetRef,
  output: Dataset,
  run: ({ ctx, tx, input }) => detailDataset(ctx, tx, input.id),
});
