import { checkVersion } from '#lib/domain/models/check-version.ts';
import { createModel } from '#lib/domain/models/create-model.ts';
import { createVersion } from '#lib/domain/models/create-version.ts';
import { deleteModel } from '#lib/domain/models/delete-model.ts';
import { deleteVersion } from '#lib/domain/models/delete-version.ts';
import { findModelVersion } from '#lib/domain/models/find-model-version.ts';
import { getLineage } from '#lib/domain/models/get-lineage.ts';
import { getModel } from '#lib/domain/models/get-model.ts';
import { getTemplate } from '#lib/domain/models/get-template.ts';
import { getVersion } from '#lib/domain/models/get-version.ts';
import { listModelTaskRecords } from '#lib/domain/models/list-model-task-records.ts';
import { listModels } from '#lib/domain/models/list-models.ts';
import { listTemplateTaskRecords } from '#lib/domain/models/list-template-task-records.ts';
import { listTemplates } from '#lib/domain/models/list-templates.ts';
import { listVersions } from '#lib/domain/models/list-versions.ts';
import { overruleGate } from '#lib/domain/models/overrule-gate.ts';
import { updateModel } from '#lib/domain/models/update-model.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const templates = 'square';
const models = 'models';
const version = '/models/{modelId}/versions/{number}';

export const modelRoutes: RestRoute[] = [
  restRoute({
    method: 'GET',
    path: '/templates',
    verb: listTemplates,
    tag: templates,
    summary: { en: 'List templates with filters and their counts', zh: '模板列表，附各筛选项的数量' },
  }),
  restRoute({
    method: 'GET',
    path: '/templates/{slug}',
    verb: getTemplate,
    tag: templates,
    summary: {
      en: 'A template and what this cluster can do with it',
      zh: '查看模板，以及本集群能用它做什么',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/templates/{slug}/task-records',
    verb: listTemplateTaskRecords,
    tag: templates,
    summary: { en: 'Own tasks on models of a template', zh: '自己在该模板的模型上运行的任务' },
  }),
  restRoute({
    method: 'GET',
    path: '/models',
    verb: listModels,
    tag: models,
    summary: { en: 'List models', zh: '模型列表' },
  }),
  restRoute({
    method: 'POST',
    path: '/models',
    verb: createModel,
    tag: models,
    summary: { en: 'Create a model with its version V001', zh: '创建模型及其版本 V001' },
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/models/{modelId}',
    verb: getModel,
    tag: models,
    summary: {
      en: 'A model with its versions and what blocks its deletion',
      zh: '查看模型及其版本，以及哪些任务阻止删除',
    },
  }),
  restRoute({
    method: 'PATCH',
    path: '/models/{modelId}',
    verb: updateModel,
    tag: models,
    summary: { en: 'Change name or description', zh: '修改名称或描述' },
  }),
  restRoute({
    method: 'DELETE',
    path: '/models/{modelId}',
    verb: deleteModel,
    tag: models,
    summary: {
      en: 'Delete a model with its versions (confirm=DELETE)',
      zh: '删除模型及其所有版本（confirm=DELETE）',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/models/{modelId}/task-records',
    verb: listModelTaskRecords,
    tag: models,
    summary: { en: 'Tasks that worked on a model', zh: '模型的任务记录' },
  }),
  restRoute({
    method: 'GET',
    path: '/models/{modelId}/versions',
    verb: listVersions,
    tag: models,
    summary: { en: 'List the versions of a model', zh: '模型的版本列表' },
  }),
  restRoute({
    method: 'POST',
    path: '/models/{modelId}/versions',
    verb: createVersion,
    tag: models,
    summary: { en: 'Create the next version', zh: '创建下一个版本' },
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/model-versions/{id}',
    verb: findModelVersion,
    tag: models,
    summary: { en: 'A version by its own id', zh: '按编号查看版本' },
  }),
  restRoute({
    method: 'GET',
    path: version,
    verb: getVersion,
    tag: models,
    summary: { en: 'A version', zh: '查看版本' },
  }),
  restRoute({
    method: 'DELETE',
    path: version,
    verb: deleteVersion,
    tag: models,
    summary: { en: 'Delete a version (confirm=DELETE)', zh: '删除版本（confirm=DELETE）' },
  }),
  restRoute({
    method: 'POST',
    path: `${version}/check`,
    verb: checkVersion,
    tag: models,
    summary: { en: 'Run the weight check again', zh: '重新校验权重' },
    status: 202,
  }),
  restRoute({
    method: 'POST',
    path: `${version}/overrule`,
    verb: overruleGate,
    tag: models,
    summary: {
      en: 'Let a version be deployed that did not pass its quality gate',
      zh: '放行未通过质量门槛的版本',
    },
  }),
  restRoute({
    method: 'GET',
    path: `${version}/lineage`,
    verb: getLineage,
    tag: models,
    summary: { en: 'What a version came from, and what came from it', zh: '版本的来源和去向' },
  }),
];
