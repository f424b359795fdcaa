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

const tag = 'datasets';
const version = '/datasets/{id}/versions/{number}';

export const datasetRoutes: RestRoute[] = [
  restRoute({
    method: 'GET',
    path: '/datasets',
    verb: listDatasets,
    tag,
    summary: { en: 'List datasets', zh: '数据集列表' },
  }),
  restRoute({
    method: 'POST',
    path: '/datasets',
    verb: createDataset,
    tag,
    summary: {
      en: 'Create a dataset from a file; its import begins at once',
      zh: '用一个文件创建数据集，随即开始导入',
    },
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/datasets/{id}',
    verb: getDataset,
    tag,
    summary: { en: 'Show a dataset', zh: '查看数据集' },
  }),
  restRoute({
    method: 'PATCH',
    path: '/datasets/{id}',
    verb: updateDataset,
    tag,
    summary: { en: 'Change name or description', zh: '修改名称或描述' },
  }),
  restRoute({
    method: 'DELETE',
    path: '/datasets/{id}',
    verb: deleteDataset,
    tag,
    summary: {
      en: 'Delete a dataset with all its versions (confirm=DELETE)',
      zh: '删除数据集及其所有版本（confirm=DELETE）',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/datasets/{id}/versions',
    verb: listDatasetVersions,
    tag,
    summary: { en: 'List versions', zh: '版本列表' },
  }),
  restRoute({
    method: 'POST',
    path: '/datasets/{id}/versions',
    verb: createDatasetVersion,
    tag,
    summary: { en: 'Add a version from another file', zh: '用另一个文件新增版本' },
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: version,
    verb: getDatasetVersion,
    tag,
    summary: { en: 'Show a version with statistics and problems', zh: '查看版本及其统计与问题' },
  }),
  restRoute({
    method: 'DELETE',
    path: version,
    verb: deleteDatasetVersion,
    tag,
    summary: { en: 'Delete a version (confirm=DELETE)', zh: '删除版本（confirm=DELETE）' },
  }),
  restRoute({
    method: 'POST',
    path: `${version}/publish`,
    verb: publishDatasetVersion,
    tag,
    summary: { en: 'Publish a version for training', zh: '发布版本，供训练使用' },
  }),
  restRoute({
    method: 'POST',
    path: `${version}/unpublish`,
    verb: unpublishDatasetVersion,
    tag,
    summary: { en: 'Take a version back from training', zh: '撤回发布，不再供训练使用' },
  }),
  restRoute({
    method: 'GET',
    path: `${version}/preview`,
    verb: previewDatasetVersion,
    tag,
    summary: { en: 'Read or search samples', zh: '逐条读取或搜索样本' },
  }),
  restRoute({
    method: 'GET',
    path: '/dataset-versions',
    verb: findDatasetVersions,
    tag,
    summary: { en: 'Find ready versions of all datasets', zh: '在所有数据集中查找可用的版本' },
  }),
  restRoute({
    method: 'GET',
    path: '/dataset-format',
    verb: detectSourceFormat,
    tag,
    summary: { en: 'Which format a file has', zh: '识别文件的格式' },
  }),
];
