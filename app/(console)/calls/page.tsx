import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { CallsView } from './_components/calls-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('calls');
  return { title: t('title') };
}

export default async function CallsPage() {
  const ctx = await pageContext();
  if (!ctx.permissions.has('call:read')) return <ForbiddenState permission="call:read" />;
  return <CallsView keepDays={ctx.settings.STUDIO_CALL_DAYS} />;
}
