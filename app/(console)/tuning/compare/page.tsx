import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { CompareView } from './_components/compare-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tuning.compare');
  return { title: t('title') };
}

export default async function CompareTuningPage() {
  const ctx = await pageContext();
  if (!ctx.permissions.has('tuning:read')) return <ForbiddenState permission="tuning:read" />;
  return <CompareView />;
}
