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
  get('/services', { verb: listServices, summary: 'Deployed models' }),
  post('/services', {
    verb: createService,
    summary: 'Deploy a model version; ?dryRun=true says what it would be',
    status: 201,
  }),
  post('/services/plan', {
    verb: planService,
    summary: 'What a form, half-filled or whole, would lead to',
  }),
  get('/services/{id}', { verb: getService, summary: 'One service with its settings and instances' }),
  restRoute({
    method: 'PATCH',
    path: '/services/{id}',
    verb: updateService,
    tag,
    summary: 'Change limits, numbers of instances, moderation, names: they act at once',
  }),
  restRoute({
    method: 'DELETE',
    path: '/services/{id}',
    verb: deleteService,
    tag,
    summary: 'Delete a service with its instances; ?confirm=DELETE',
  }),
  post('/services/{id}/start', { verb: startService, summary: 'Start a stopped service', status: 202 }),
  post('/services/{id}/stop', {
    verb: stopService,
    summary: 'Take no new calls, let those under way end, then stop',
    status: 202,
  }),
  post('/services/{id}/restart', {
    verb: restartService,
    summary: 'Replace every instance; calls wait for the first new one',
    status: 202,
  }),
  post('/services/{id}/roll-out', {
    verb: rollOutService,
    summary: 'New weights or settings, instance by instance, while calls go on',
    status: 202,
  }),
  post('/services/{id}/roll-back', {
    verb: rollBackService,
    summary: 'Give up a roll-out, or go back to an earlier revision',
    status: 202,
  }),
  post('/services/{id}/publish', { verb: publishService, summary: 'Take calls again' }),
  post('/services/{id}/unpublish', {
    verb: unpublishService,
    summary: 'Refuse every call, keep the instances',
  }),
  get('/services/{id}/instances', { verb: listServiceInstances, summary: 'Instances of the last month' }),
  get('/services/{id}/revisions', { verb: listServiceRevisions, summary: 'Configuration history' }),
  get('/services/{id}/runs', { verb: listServiceRuns, summary: 'Run records' }),
  get('/services/{id}/events', { verb: listServiceEvents, summary: 'What happened in the last month' }),
];
