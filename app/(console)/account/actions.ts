'use server';

import { changePassword } from '#lib/domain/iam/change-password.ts';
import { createAccessToken } from '#lib/domain/iam/create-access-token.ts';
import { deleteAccessToken } from '#lib/domain/iam/delete-access-token.ts';
import { revokeSession } from '#lib/domain/iam/revoke-session.ts';
import { runAction } from '#lib/http/action.ts';

export async function changePasswordAction(input: { currentPassword: string; newPassword: string }) {
  return runAction(changePassword, input);
}

export async function revokeSessionAction(input: { sessionId: string }) {
  return runAction(revokeSession, input);
}

export async function createAccessTokenAction(input: { description: string; ttlSeconds: number }) {
  return runAction(createAccessToken, input);
}

export async function deleteAccessTokenAction(input: { tokenId: string }) {
  return runAction(deleteAccessToken, input);
}
