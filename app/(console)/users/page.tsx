import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { UsersView } from './_components/users-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('users');
  return { title: t('title') };
}

export default async function UsersPage() {
  const ctx = await pageContext();
  if (!ctx.permissions.has('user:read')) return <ForbiddenState permission="user:read" />;
  return <UsersView ownId={ctx.user.id} />;
}
