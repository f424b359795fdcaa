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
import { updateModel } from '#lib/domain/models/update-model.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const templates = 'Model square';
const models = 'Models';
const version = '/models/{modelId}/versions/{number}';

export const modelRoutes: RestRoute[] = [
  restRoute({
    method: 'GET',
    path: '/templates',
    verb: listTemplates,
    tag: templates,
    summary: 'List templates with filters and their counts',
  }),
  restRoute({
    method: 'GET',
    path: '/templates/{slug}',
    verb: getTemplate,
    tag: templates,
    summary: 'A template and what this cluster can do with it',
  }),
  restRoute({
    method: 'GET',
    path: '/templates/{slug}/task-records',
    verb: listTemplateTaskRecords,
    tag: templates,
    summary: 'Own tasks on models of a template',
  }),
  restRoute({ method: 'GET', path: '/models', verb: listModels, tag: models, summary: 'List models' }),
  restRoute({
    method: 'POST',
    path: '/models',
    verb: createModel,
    tag: models,
    summary: 'Create a model with its version V001',
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/models/{modelId}',
    verb: getModel,
    tag: models,
    summary: 'A model with its versions and what blocks its deletion',
  }),
  restRoute({
    method: 'PATCH',
    path: '/models/{modelId}',
    verb: updateModel,
    tag: models,
    summary: 'Change name or description',
  }),
  restRoute({
    method: 'DELETE',
    path: '/models/{modelId}',
    verb: deleteModel,
    tag: models,
    summary: 'Delete a model with its versions (confirm=DELETE)',
  }),
  restRoute({
    method: 'GET',
    path: '/models/{modelId}/task-records',
    verb: listModelTaskRecords,
    tag: models,
    summary: 'Tasks that worked on a model',
  }),
  restRoute({
    method: 'GET',
    path: '/models/{modelId}/versions',
    verb: listVersions,
    tag: models,
    summary: 'List the versions of a model',
  }),
  restRoute({
    method: 'POST',
    path: '/models/{modelId}/versions',
    verb: createVersion,
    tag: models,
    summary: 'Create the next version',
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/model-versions/{id}',
    verb: findModelVersion,
    tag: models,
    summary: 'A version by its own id',
  }),
  restRoute({ method: 'GET', path: version, verb: getVersion, tag: models, summary: 'A version' }),
  restRoute({
    method: 'DELETE',
    path: version,
    verb: deleteVersion,
    tag: models,
    summary: 'Delete a version (confirm=DELETE)',
  }),
  restRoute({
    method: 'POST',
    path: `${version}/check`,
    verb: checkVersion,
    tag: models,
    summary: 'Run the weight check again',
    status: 202,
  }),
  restRoute({
    method: 'GET',
    path: `${version}/lineage`,
    verb: getLineage,
    tag: models,
    summary: 'What a version came from, and what came from it',
  }),
];
