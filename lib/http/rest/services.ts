import { createService } from '#lib/domain/serving/create-service.ts';
import { deleteService } from '#lib/domain/serving/delete-service.ts';
import { getService } from '#lib/domain/serving/get-service.ts';
import { listServiceEvents } from '#lib/domain/serving/list-service-events.ts';
import { listServiceInstances } from '#lib/domain/serving/list-service-instances.ts';
import { listServiceRevisions } from '#lib/domain/serving/list-service-revisions.ts';
import { listServiceRuns } from '#lib/domain/serving/list-service-runs.ts';
import { listServices } from '#lib/domain/serving/list-services.ts';
import { planService } from '#lib/domain/serving/plan-service.ts';
import { publishService } from '#lib/domain/serving/publish-service.ts';
import { restartService } from '#lib/domain/serving/restart-service.ts';
import { rollBackService } from '#lib/domain/serving/roll-back-service.ts';
import { rollOutService } from '#lib/domain/serving/roll-out-service.ts';
import { startService } from '#lib/domain/serving/start-service.ts';
import { stopService } from '#lib/domain/serving/stop-service.ts';
import { unpublishService } from '#lib/domain/serving/unpublish-service.ts';
import { updateService } from '#lib/domain/serving/update-service.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'services';
type Line = Omit<Parameters<typeof restRoute>[0], 'method' | 'path' | 'tag'>;
const get = (path: string, line: Line) => restRoute({ method: 'GET', path, tag, ...line });
const post = (path: string, line: Line) => restRoute({ method: 'POST', path, tag, ...line });

export const serviceRoutes: readonly RestRoute[] = [
  get('/services', { verb: listServices, summary: { en: 'Deployed models', zh: '已部署的模型服务' } }),
  post('/services', {
    verb: createService,
    summary: {
      en: 'Deploy a model version; ?dryRun=true says what it would be',
      zh: '部署模型版本；dryRun=true 时只说明结果',
    },
    status: 201,
  }),
  post('/services/plan', {
    verb: planService,
    summary: {
      en: 'What a form, half-filled or whole, would lead to',
      zh: '预估一份（可以未填完的）表单会得到什么',
    },
  }),
  get('/services/{id}', {
    verb: getService,
    summary: { en: 'One service with its settings and instances', zh: '查看服务及其设置和实例' },
  }),
  restRoute({
    method: 'PATCH',
    path: '/services/{id}',
    verb: updateService,
    tag,
    summary: {
      en: 'Change limits, numbers of instances, moderation, names: they act at once',
      zh: '修改限流、实例数、内容审核和名称，立即生效',
    },
  }),
  restRoute({
    method: 'DELETE',
    path: '/services/{id}',
    verb: deleteService,
    tag,
    summary: {
      en: 'Delete a service with its instances; ?confirm=DELETE',
      zh: '删除服务及其实例（confirm=DELETE）',
    },
  }),
  post('/services/{id}/start', {
    verb: startService,
    summary: { en: 'Start a stopped service', zh: '启动已停止的服务' },
    status: 202,
  }),
  post('/services/{id}/stop', {
    verb: stopService,
    summary: {
      en: 'Take no new calls, let those under way end, then stop',
      zh: '不再接收新的调用，等进行中的结束后停止',
    },
    status: 202,
  }),
  post('/services/{id}/restart', {
    verb: restartService,
    summary: {
      en: 'Replace every instance; calls wait for the first new one',
      zh: '重启全部实例；调用会等待第一个新实例',
    },
    status: 202,
  }),
  post('/services/{id}/roll-out', {
    verb: rollOutService,
    summary: {
      en: 'New weights or settings, instance by instance, while calls go on',
      zh: '逐个实例更新权重或设置，调用不中断',
    },
    status: 202,
  }),
  post('/services/{id}/roll-back', {
    verb: rollBackService,
    summary: {
      en: 'Give up a roll-out, or go back to an earlier revision',
      zh: '放弃正在进行的更新，或回到更早的配置',
    },
    status: 202,
  }),
  post('/services/{id}/publish', {
    verb: publishService,
    summary: { en: 'Take calls again', zh: '恢复接收调用' },
  }),
  post('/services/{id}/unpublish', {
    verb: unpublishService,
    summary: { en: 'Refuse every call, keep the instances', zh: '拒绝所有调用，保留实例' },
  }),
  get('/services/{id}/instances', {
    verb: listServiceInstances,
    summary: { en: 'Instances of the last month', zh: '最近一个月的实例' },
  }),
  get('/services/{id}/revisions', {
    verb: listServiceRevisions,
    summary: { en: 'Configuration history', zh: '配置历史' },
  }),
  get('/services/{id}/runs', { verb: listServiceRuns, summary: { en: 'Run records', zh: '运行记录' } }),
  get('/services/{id}/events', {
    verb: listServiceEvents,
    summary: { en: 'What happened in the last month', zh: '最近一个月的事件' },
  }),
];
