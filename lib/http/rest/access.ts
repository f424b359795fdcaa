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

const keys = 'api-keys';
const groups = 'service-groups';

export const accessRoutes: readonly RestRoute[] = [
  restRoute({
    method: 'GET',
    path: '/api-keys',
    verb: listApiKeys,
    tag: keys,
    summary: {
      en: 'Own API keys; owner=all lists the whole account for administrators',
      zh: '自己的 API Key；管理员用 owner=all 查看全账号的',
    },
  }),
  restRoute({
    method: 'POST',
    path: '/api-keys',
    verb: createApiKey,
    tag: keys,
    summary: {
      en: 'Create an API key; its secret is answered this once',
      zh: '创建 API Key，密钥只返回这一次',
    },
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/api-keys/{id}',
    verb: getApiKey,
    tag: keys,
    summary: { en: 'An API key', zh: '查看 API Key' },
  }),
  restRoute({
    method: 'PATCH',
    path: '/api-keys/{id}',
    verb: updateApiKey,
    tag: keys,
    summary: {
      en: 'Change description, services, end or limits of an own key',
      zh: '修改自己的 API Key 的描述、可用服务、有效期或限流',
    },
  }),
  restRoute({
    method: 'DELETE',
    path: '/api-keys/{id}',
    verb: deleteApiKey,
    tag: keys,
    summary: {
      en: 'Delete an own key (confirm=DELETE); it stops within a second',
      zh: '删除自己的 API Key（confirm=DELETE），一秒内失效',
    },
  }),
  restRoute({
    method: 'POST',
    path: '/api-keys/{id}/disable',
    verb: disableApiKey,
    tag: keys,
    summary: { en: 'Stop a key within a second', zh: '停用 API Key，一秒内生效' },
  }),
  restRoute({
    method: 'POST',
    path: '/api-keys/{id}/enable',
    verb: enableApiKey,
    tag: keys,
    summary: { en: 'Let a disabled key call again', zh: '重新启用 API Key' },
  }),
  restRoute({
    method: 'POST',
    path: '/api-keys/{id}/ban',
    verb: banApiKey,
    tag: keys,
    summary: {
      en: "Ban a user's key (administrators); its calls are answered with 700003",
      zh: '封禁用户的 API Key（管理员），其调用返回 700003',
    },
  }),
  restRoute({
    method: 'POST',
    path: '/api-keys/{id}/unban',
    verb: unbanApiKey,
    tag: keys,
    summary: { en: 'Lift a ban (administrators)', zh: '解除封禁（管理员）' },
  }),
  restRoute({
    method: 'GET',
    path: '/service-groups',
    verb: listServiceGroups,
    tag: groups,
    summary: { en: 'Service groups of the account', zh: '账号的服务接入' },
  }),
  restRoute({
    method: 'POST',
    path: '/service-groups',
    verb: createServiceGroup,
    tag: groups,
    summary: { en: 'Gather services under a new AppKey', zh: '把多个服务放到一个新的 AppKey 下' },
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/service-groups/{id}',
    verb: getServiceGroup,
    tag: groups,
    summary: { en: 'A service group', zh: '查看服务接入' },
  }),
  restRoute({
    method: 'PATCH',
    path: '/service-groups/{id}',
    verb: updateServiceGroup,
    tag: groups,
    summary: { en: 'Change name, description, services or limits', zh: '修改名称、描述、可用服务或限流' },
  }),
  restRoute({
    method: 'DELETE',
    path: '/service-groups/{id}',
    verb: deleteServiceGroup,
    tag: groups,
    summary: {
      en: 'Delete a group with its AppKey (confirm=DELETE)',
      zh: '删除服务接入及其 AppKey（confirm=DELETE）',
    },
  }),
  restRoute({
    method: 'POST',
    path: '/service-groups/{id}/app-key',
    verb: showAppKey,
    tag: groups,
    summary: { en: 'The AppKey, to be copied', zh: '取出 AppKey 以便复制' },
  }),
  restRoute({
    method: 'POST',
    path: '/service-groups/{id}/reset-app-key',
    verb: resetAppKey,
    tag: groups,
    summary: { en: 'A new AppKey; the old one stops within a second', zh: '重置 AppKey，旧的一秒内失效' },
  }),
  restRoute({
    method: 'POST',
    path: '/service-groups/{id}/disable',
    verb: disableServiceGroup,
    tag: groups,
    summary: { en: 'Stop the AppKey within a second', zh: '停用 AppKey，一秒内生效' },
  }),
  restRoute({
    method: 'POST',
    path: '/service-groups/{id}/enable',
    verb: enableServiceGroup,
    tag: groups,
    summary: { en: 'Let the AppKey call again', zh: '重新启用 AppKey' },
  }),
  restRoute({
    method: 'GET',
    path: '/callables',
    verb: listCallables,
    tag: groups,
    summary: { en: 'Services that a key or group can be given', zh: '可以授予 API Key 或服务接入的服务' },
  }),
];
