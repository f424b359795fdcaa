'use server';

import type { DatasetFormat } from '#lib/contracts/datasets.ts';
import { createDataset } from '#lib/domain/datasets/create-dataset.ts';
import { createDatasetVersion } from '#lib/domain/datasets/create-dataset-version.ts';
import { deleteDataset } from '#lib/domain/datasets/delete-dataset.ts';
import { deleteDatasetVersion } from '#lib/domain/datasets/delete-dataset-version.ts';
import { publishDatasetVersion } from '#lib/domain/datasets/publish-dataset-version.ts';
import { unpublishDatasetVersion } from '#lib/domain/datasets/unpublish-dataset-version.ts';
import { updateDataset } from '#lib/domain/datasets/update-dataset.ts';
import { runAction } from '#lib/http/action.ts';

export async function createDatasetAction(input: {
  name: string;
  description: string;
  source: string;
  format?: DatasetFormat;
}) {
  return runAction(createDataset, input);
}

export async function createVersionAction(input: { id: string; source: string; format?: DatasetFormat }) {
  return runAction(createDatasetVersion, input);
}

export async function updateDatasetAction(input: { id: string; name: string; description: string }) {
  return runAction(updateDataset, input);
}

export async function deleteDatasetAction(input: { id: string }) {
  return runAction(deleteDataset, { ...input, confirm: 'DELETE' });
}

export async function deleteVersionAction(input: { id: string; number: number }) {
  return runAction(deleteDatasetVersion, { ...input, confirm: 'DELETE' });
}

export async function publishAction(input: { id: string; number: number }) {
  return runAction(publishDatasetVersion, input);
}

export async function unpublishAction(input: { id: string; number: number }) {
  return runAction(unpublishDatasetVersion, input);
}
