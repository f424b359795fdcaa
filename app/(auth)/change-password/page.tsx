import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { pageCaller } from '#lib/auth/context.ts';
import { FirstPassword } from './_components/first-password.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('changeTitle') };
}

export default async function ChangePasswordPage() {
  const caller = await pageCaller();
  if (!caller) redirect('/sign-in');
  if (!caller.mustChangePassword) redirect('/');
  return <FirstPassword />;
}
