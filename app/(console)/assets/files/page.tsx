import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { listBuckets } from '#lib/domain/storage/list-buckets.ts';
import { FilesView } from './_components/files-view.tsx';
import { BUCKETS_KEY } from './keys.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('storage');
  return { title: t('title') };
}

export default async function FilesPage() {
  const ctx = await pageContext();
  if (!ctx.permissions.has('storage:read')) return <ForbiddenState permission="storage:read" />;
  const buckets = await listBuckets(ctx, { limit: 200 });
  return (
    <PrimedQueries queries={[[BUCKETS_KEY, buckets]]}>
      <FilesView />
    </PrimedQueries>
  );
}
