import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { pageCaller } from '#lib/auth/context.ts';
import { wayBack } from '#lib/auth/way-back.ts';
import { SignInForm } from './_components/sign-in-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('signIn') };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const next = wayBack((await searchParams).next);
  if (await pageCaller()) redirect(next);
  return <SignInForm next={next} />;
}
