'use server';

import { signOut } from '#lib/auth/next-auth.ts';
import { changePassword } from '#lib/domain/iam/change-password.ts';
import { runAction } from '#lib/http/action.ts';

export async function changeFirstPasswordAction(input: { currentPassword: string; newPassword: string }) {
  return runAction(changePassword, input, { beforePasswordChange: true });
}

export async function leaveAction(): Promise<void> {
  await signOut({ redirectTo: '/sign-in' });
}
