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
    summary: 'Exchange name and password (HTTP Basic) for a bearer token',
    status: 201,
    proof: 'password',
  }),
  restRoute({
    method: 'GET',
    path: '/access-tokens',
    verb: listAccessTokens,
    tag,
    summary: 'Own access tokens',
  }),
  restRoute({
    method: 'DELETE',
    path: '/access-tokens/{tokenId}',
    verb: deleteAccessToken,
    tag,
    summary: 'End an own access token',
  }),
  restRoute({ method: 'GET', path: '/me', verb: getMe, tag, summary: 'Who asks, with permissions' }),
  restRoute({
    method: 'POST',
    path: '/me/password',
    verb: changePassword,
    tag,
    summary: 'Change the own password and end the other sessions',
  }),
  restRoute({
    method: 'GET',
    path: '/me/sessions',
    verb: listSessions,
    tag,
    summary: 'Own signed-in browsers',
  }),
  restRoute({
    method: 'DELETE',
    path: '/me/sessions/{sessionId}',
    verb: revokeSession,
    tag,
    summary: 'Sign an own browser out',
  }),
  restRoute({ method: 'GET', path: '/users', verb: listUsers, tag, summary: 'Users of the account' }),
  restRoute({
    method: 'POST',
    path: '/users',
    verb: createUser,
    tag,
    summary: 'Create a user; answers the first password once',
    status: 201,
  }),
  restRoute({ method: 'GET', path: '/users/{userId}', verb: getUser, tag, summary: 'One user' }),
  restRoute({
    method: 'PATCH',
    path: '/users/{userId}',
    verb: updateUser,
    tag,
    summary: 'Change the role, disable or enable',
  }),
  restRoute({
    method: 'POST',
    path: '/users/{userId}/reset-password',
    verb: resetPassword,
    tag,
    summary: 'Give a new first password; sessions and tokens end',
  }),
  restRoute({
    method: 'POST',
    path: '/accounts',
    verb: createAccount,
    tag,
    summary: 'Create a tenant with its first administrator',
    status: 201,
  }),
];
