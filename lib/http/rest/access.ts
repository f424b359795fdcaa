import { banApiKey } from '#lib/domain/access/ban-api-key.ts';
import { createApiKey } from '#lib/domain/access/create-api-key.ts';
import { deleteApiKey } from '#lib/domain/access/delete-api-key.ts';
import { disableApiKey } from '#lib/domain/access/disable-api-key.ts';
import { enableApiKey } from '#lib/domain/access/enable-api-key.ts';
import { getApiKey } from '#lib/domain/access/get-api-key.ts';
import { listApiKeys } from '#lib/domain/access/list-api-keys.ts';
import { unbanApiKey } from '#lib/domain/access/unban-api-key.ts';
import { updateApiKey } from '#lib/domain/access/update-api-key.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const keys = 'API keys';

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
];
