import type { Metadata } from 'next';
import { cache } from 'react';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getVersion } from '#lib/domain/models/get-version.ts';
import { versionName } from '#lib/format/version-label.ts';
import { itemForPage } from '#lib/http/page-data.ts';
import { VersionView } from './_components/version-view.tsx';

type Props = { params: Promise<{ id: string; number: string }> };

const load = cache(async (modelId: string, number: string) => {
  const ctx = await pageContext();
  return ctx.permissions.has('model:read') ? itemForPage(getVersion(ctx, { modelId, number })) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, number } = await params;
  const version = await load(id, number);
  return { title: version ? versionName(version.modelName, version.number) : undefined };
}

export default async function VersionPage({ params }: Props) {
  const { id, number } = await params;
  const version = await load(id, number);
  if (!version) return <ForbiddenState permission="model:read" />;
  return (
    <PrimedQueries queries={[[['model', id, 'version', version.number], version]]}>
      <VersionView modelId={id} number={version.number} />
    </PrimedQueries>
  );
}
