'use server';

import type { Role } from '#lib/contracts/permissions.ts';
import { createUser } from '#lib/domain/iam/create-user.ts';
import { resetPassword } from '#lib/domain/iam/reset-password.ts';
import { updateUser } from '#lib/domain/iam/update-user.ts';
import { runAction } from '#lib/http/action.ts';

export async function createUserAction(input: { name: string; role: Role }) {
  return runAction(createUser, input);
}

export async function updateUserAction(input: { userId: string; role?: Role; disabled?: boolean }) {
  return runAction(updateUser, input);
}

export async function resetPasswordAction(input: { userId: string }) {
  return runAction(resetPassword, input);
}
