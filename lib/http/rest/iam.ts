import { changePassword } from '#lib/domain/iam/change-password.ts';
import { createAccessToken } from '#lib/domain/iam/create-access-token.ts';
import { createAccount } from '#lib/domain/iam/create-account.ts';
import { createUser } from '#lib/domain/iam/create-user.ts';
import { deleteAccessToken } from '#lib/domain/iam/delete-access-token.ts';
import { getMe } from '#lib/domain/iam/get-me.ts';
import { getUser } from '#lib/domain/iam/get-user.ts';
import { listAccessTokens } from '#lib/domain/iam/list-access-tokens.ts';
import { listSessions } from '#lib/domain/iam/list-sessions.ts';
import { listUsers } from '#lib/domain/iam/list-users.ts';
import { resetPassword } from '#lib/domain/iam/reset-password.ts';
import { revokeSession } from '#lib/domain/iam/revoke-session.ts';
import { updateUser } from '#lib/domain/iam/update-user.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'identity';

export const iamRoutes: readonly RestRoute[] = [
  restRoute({
    method: 'POST',
    path: '/access-tokens',
    verb: createAccessToken,
    tag,
    summary: {
      en: 'Exchange name and password (HTTP Basic) for a bearer token',
      zh: '用用户名和密码（HTTP Basic）换取访问令牌',
    },
    status: 201,
    proof: 'password',
  }),
  restRoute({
    method: 'GET',
    path: '/access-tokens',
    verb: listAccessTokens,
    tag,
    summary: { en: 'Own access tokens', zh: '自己的访问令牌' },
  }),
  restRoute({
    method: 'DELETE',
    path: '/access-tokens/{tokenId}',
    verb: deleteAccessToken,
    tag,
    summary: { en: 'End an own access token', zh: '撤销自己的访问令牌' },
  }),
  restRoute({
    method: 'GET',
    path: '/me',
    verb: getMe,
    tag,
    summary: { en: 'Who asks, with permissions', zh: '当前用户及其权限' },
  }),
  restRoute({
    method: 'POST',
    path: '/me/password',
    verb: changePassword,
    tag,
    summary: {
      en: 'Change the own password and end the other sessions',
      zh: '修改自己的密码，并结束其他会话',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/me/sessions',
    verb: listSessions,
    tag,
    summary: { en: 'Own signed-in browsers', zh: '自己已登录的浏览器' },
  }),
  restRoute({
    method: 'DELETE',
    path: '/me/sessions/{sessionId}',
    verb: revokeSession,
    tag,
    summary: { en: 'Sign an own browser out', zh: '让自己的某个浏览器退出登录' },
  }),
  restRoute({
    method: 'GET',
    path: '/users',
    verb: listUsers,
    tag,
    summary: { en: 'Users of the account', zh: '租户的用户' },
  }),
  restRoute({
    method: 'POST',
    path: '/users',
    verb: createUser,
    tag,
    summary: { en: 'Create a user; answers the first password once', zh: '创建用户，初始密码只返回这一次' },
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/users/{userId}',
    verb: getUser,
    tag,
    summary: { en: 'One user', zh: '查看用户' },
  }),
  restRoute({
    method: 'PATCH',
    path: '/users/{userId}',
    verb: updateUser,
    tag,
    summary: { en: 'Change the role, disable or enable', zh: '更改角色，停用或启用' },
  }),
  restRoute({
    method: 'POST',
    path: '/users/{userId}/reset-password',
    verb: resetPassword,
    tag,
    summary: {
      en: 'Give a new first password; sessions and tokens end',
      zh: '重置为新的初始密码，会话和令牌随之失效',
    },
  }),
  restRoute({
    method: 'POST',
    path: '/accounts',
    verb: createAccount,
    tag,
    summary: { en: 'Create a tenant with its first administrator', zh: '创建租户及其首位管理员' },
    status: 201,
  }),
];
