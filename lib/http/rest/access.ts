import { banApiKey } from '#lib/domain/access/ban-api-key.ts';
import { createApiKey } from '#lib/domain/access/create-api-key.ts';
import { createServiceGroup } from '#lib/domain/access/create-service-group.ts';
import { deleteApiKey } from '#lib/domain/access/delete-api-key.ts';
import { deleteServiceGroup } from '#lib/domain/access/delete-service-group.ts';
import { disableApiKey } from '#lib/domain/access/disable-api-key.ts';
import { disableServiceGroup } from '#lib/domain/access/disable-service-group.ts';
import { enableApiKey } from '#lib/domain/access/enable-api-key.ts';
import { enableServiceGroup } from '#lib/domain/access/enable-service-group.ts';
import { getApiKey } from '#lib/domain/access/get-api-key.ts';
import { getServiceGroup } from '#lib/domain/access/get-service-group.ts';
import { listApiKeys } from '#lib/domain/access/list-api-keys.ts';
import { listCallables } from '#lib/domain/access/list-callables.ts';
import { listServiceGroups } from '#lib/domain/access/list-service-groups.ts';
import { resetAppKey } from '#lib/domain/access/reset-app-key.ts';
import { showAppKey } from '#lib/domain/access/show-app-key.ts';
import { unbanApiKey } from '#lib/domain/access/unban-api-key.ts';
import { updateApiKey } from '#lib/domain/access/update-api-key.ts';
import { updateServiceGroup } from '#lib/domain/access/update-service-group.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const keys = 'API keys';
const groups = 'service groups';

export const accessRoutes: readonly RestRoute[] = [
  restRoute({
    method: 'GET',
    path: '/api-keys',
    verb: listApiKeys,
    tag: keys,
    summary: 'Own API keys; owner=all lists the whole account for administrators',
  }),
  restRoute({
    method: 'POST',
    path: '/api-keys',
    verb: createApiKey,
    tag: keys,
    summary: 'Create an API key; its secret is answered this once',
    status: 201,
  }),
  restRoute({ method: 'GET', path: '/api-keys/{id}', verb: getApiKey, tag: keys, summary: 'An API key' }),
  restRoute({
    method: 'PATCH',
    path: '/api-keys/{id}',
    verb: updateApiKey,
    tag: keys,
    summary: 'Change description, services, end or limits of an own key',
  }),
  restRoute({
    method: 'DELETE',
    path: '/api-keys/{id}',
    verb: deleteApiKey,
    tag: keys,
    summary: 'Delete an own key (confirm=DELETE); it stops within a second',
  }),
  restRoute({
    method: 'POST',
    path: '/api-keys/{id}/disable',
    verb: disableApiKey,
    tag: keys,
    summary: 'Stop a key within a second',
  }),
  restRoute({
    method: 'POST',
    path: '/api-keys/{id}/enable',
    verb: enableApiKey,
    tag: keys,
    summary: 'Let a disabled key call again',
  }),
  restRoute({
    method: 'POST',
    path: '/api-keys/{id}/ban',
    verb: banApiKey,
    tag: keys,
    summary: "Ban a user's key (administrators); its calls are answered with 700003",
  }),
  restRoute({
    method: 'POST',
    path: '/api-keys/{id}/unban',
    verb: unbanApiKey,
    tag: keys,
    summary: 'Lift a ban (administrators)',
  }),
  restRoute({
    method: 'GET',
    path: '/service-groups',
    verb: listServiceGroups,
    tag: groups,
    summary: 'Service groups of the account',
  }),
  restRoute({
    method: 'POST',
    path: '/service-groups',
    verb: createServiceGroup,
    tag: groups,
    summary: 'Gather services under a new AppKey',
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/service-groups/{id}',
    verb: getServiceGroup,
    tag: groups,
    summary: 'A service group',
  }),
  restRoute({
    method: 'PATCH',
    path: '/service-groups/{id}',
    verb: updateServiceGroup,
    tag: groups,
    summary: 'Change name, description, services or limits',
  }),
  restRoute({
    method: 'DELETE',
    path: '/service-groups/{id}',
    verb: deleteServiceGroup,
    tag: groups,
    summary: 'Delete a group with its AppKey (confirm=DELETE)',
  }),
  restRoute({
    method: 'POST',
    path: '/service-groups/{id}/app-key',
    verb: showAppKey,
    tag: groups,
    summary: 'The AppKey, to be copied',
  }),
  restRoute({
    method: 'POST',
    path: '/service-groups/{id}/reset-app-key',
    verb: resetAppKey,
    tag: groups,
    summary: 'A new AppKey; the old one stops within a second',
  }),
  restRoute({
    method: 'POST',
    path: '/service-groups/{id}/disable',
    verb: disableServiceGroup,
    tag: groups,
    summary: 'Stop the AppKey within a second',
  }),
  restRoute({
    method: 'POST',
    path: '/service-groups/{id}/enable',
    verb: enableServiceGroup,
    tag: groups,
    summary: 'Let the AppKey call again',
  }),
  restRoute({
    method: 'GET',
    path: '/callables',
    verb: listCallables,
    tag: groups,
    summary: 'Services that a key or group can be given',
  }),
];
