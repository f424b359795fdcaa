import { createDataset } from '#lib/domain/datasets/create-dataset.ts';
import { createDatasetVersion } from '#lib/domain/datasets/create-dataset-version.ts';
import { deleteDataset } from '#lib/domain/datasets/delete-dataset.ts';
import { deleteDatasetVersion } from '#lib/domain/datasets/delete-dataset-version.ts';
import { detectSourceFormat } from '#lib/domain/datasets/detect-source-format.ts';
import { findDatasetVersions } from '#lib/domain/datasets/find-dataset-versions.ts';
import { getDataset } from '#lib/domain/datasets/get-dataset.ts';
import { getDatasetVersion } from '#lib/domain/datasets/get-dataset-version.ts';
import { listDatasetVersions } from '#lib/domain/datasets/list-dataset-versions.ts';
import { listDatasets } from '#lib/domain/datasets/list-datasets.ts';
import { previewDatasetVersion } from '#lib/domain/datasets/preview-dataset-version.ts';
import { publishDatasetVersion } from '#lib/domain/datasets/publish-dataset-version.ts';
import { unpublishDatasetVersion } from '#lib/domain/datasets/unpublish-dataset-version.ts';
import { updateDataset } from '#lib/domain/datasets/update-dataset.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'Datasets';
const version = '/datasets/{id}/versions/{number}';

export const datasetRoutes: RestRoute[] = [
  restRoute({ method: 'GET', path: '/datasets', verb: listDatasets, tag, summary: 'List datasets' }),
  restRoute({
    method: 'POST',
    path: '/datasets',
    verb: createDataset,
    tag,
    summary: 'Create a dataset from a file; its import begins at once',
    status: 201,
  }),
  restRoute({ method: 'GET', path: '/datasets/{id}', verb: getDataset, tag, summary: 'Show a dataset' }),
  restRoute({
    method: 'PATCH',
    path: '/datasets/{id}',
    verb: updateDataset,
    tag,
    summary: 'Change name or description',
  }),
  restRoute({
    method: 'DELETE',
    path: '/datasets/{id}',
    verb: deleteDataset,
    tag,
    summary: 'Delete a dataset with all its versions (confirm=DELETE)',
  }),
  restRoute({
    method: 'GET',
    path: '/datasets/{id}/versions',
    verb: listDatasetVersions,
    tag,
    summary: 'List versions',
  }),
  restRoute({
    method: 'POST',
    path: '/datasets/{id}/versions',
    verb: createDatasetVersion,
    tag,
    summary: 'Add a version from another file',
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: version,
    verb: getDatasetVersion,
    tag,
    summary: 'Show a version with statistics and problems',
  }),
  restRoute({
    method: 'DELETE',
    path: version,
    verb: deleteDatasetVersion,
    tag,
    summary: 'Delete a version (confirm=DELETE)',
  }),
  restRoute({
    method: 'POST',
    path: `${version}/publish`,
    verb: publishDatasetVersion,
    tag,
    summary: 'Publish a version for training',
  }),
  restRoute({
    method: 'POST',
    path: `${version}/unpublish`,
    verb: unpublishDatasetVersion,
    tag,
    summary: 'Take a version back from training',
  }),
  restRoute({
    method: 'GET',
    path: `${version}/preview`,
    verb: previewDatasetVersion,
    tag,
    summary: 'Read or search samples',
  }),
  restRoute({
    method: 'GET',
    path: '/dataset-versions',
    verb: findDatasetVersions,
    tag,
    summary: 'Find ready versions of all datasets',
  }),
  restRoute({
    method: 'GET',
    path: '/dataset-format',
    verb: detectSourceFormat,
    tag,
    summary: 'Which format a file has',
  }),
];
