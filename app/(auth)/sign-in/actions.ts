'use server';

import { redirect } from 'next/navigation';
import { CredentialsSignin } from 'next-auth';
import { signIn } from '#lib/auth/next-auth.ts';
import { wayBack } from '#lib/auth/way-back.ts';

/** Code of lib/contracts/errors.ts, and the seconds to wait when there are some. */
export type SignInProblem = { code: string; retryAfterSeconds?: number; name: string };

export async function signInAction(_before: SignInProblem | null, form: FormData): Promise<SignInProblem> {
  const name = String(form.get('name') ?? '');
  const password = String(form.get('password') ?? '');
  try {
    await signIn('credentials', { name, password, redirect: false });
  } catch (error) {
    if (!(error instanceof CredentialsSignin)) return { code: 'internal', name };
    const [code = 'internal', seconds] = error.code.split(':');
    return { code, name, ...(seconds ? { retryAfterSeconds: Number(seconds) } : {}) };
  }
  redirect(wayBack(String(form.get('next') ?? '/')));
}
