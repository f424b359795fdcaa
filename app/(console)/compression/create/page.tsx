import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { listPools } from '#lib/domain/clusters/list-pools.ts';
import { CreateCompression } from './_components/create-compression.tsx';
import { type StartSearch, startOf } from './start-of.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('compression.form');
  return { title: t('title') };
}

export default async function CreateCompressionPage({
  searchParams,
}: {
  searchParams: Promise<StartSearch>;
}) {
  const ctx = await pageContext();
  for (const permission of ['compression:write', 'model:read', 'dataset:read', 'cluster:read'] as const)
    if (!ctx.permissions.has(permission)) return <ForbiddenState permission={permission} />;
  const pools = await listPools(ctx, { limit: 200 });
  const start = await startOf(ctx, await searchParams, pools.items);
  return (
    <PrimedQueries queries={[[['cluster', 'list', 'pools'], pools]]}>
      <CreateCompression {...start} />
    </PrimedQueries>
  );
}
