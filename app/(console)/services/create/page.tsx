import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { listPools } from '#lib/domain/clusters/list-pools.ts';
import { CreateService } from './_components/create-service.tsx';
import { type StartSearch, startOf } from './start-of.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('services.form');
  return { title: t('title') };
}

export default async function CreateServicePage({ searchParams }: { searchParams: Promise<StartSearch> }) {
  const ctx = await pageContext();
  for (const permission of ['service:write', 'model:read', 'cluster:read'] as const)
    if (!ctx.permissions.has(permission)) return <ForbiddenState permission={permission} />;
  const pools = await listPools(ctx, { limit: 200 });
  const start = await startOf(ctx, await searchParams, pools.items);
  return (
    <PrimedQueries queries={[[['cluster', 'list', 'pools'], pools]]}>
      <CreateService {...start} />
    </PrimedQueries>
  );
}
