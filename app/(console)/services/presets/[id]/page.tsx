import type { Metadata } from 'next';
import { cache } from 'react';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getPreset } from '#lib/domain/presets/get-preset.ts';
import { itemForPage } from '#lib/http/page-data.ts';
import { PresetView } from './_components/preset-view.tsx';

type Props = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return ctx.permissions.has('preset:read') ? itemForPage(getPreset(ctx, { id })) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const preset = await load((await params).id);
  return { title: preset?.name };
}

export default async function PresetPage({ params }: Props) {
  const preset = await load((await params).id);
  if (!preset) return <ForbiddenState permission="preset:read" />;
  return (
    <PrimedQueries queries={[[['preset', preset.id], preset]]}>
      <PresetView id={preset.id} />
    </PrimedQueries>
  );
}
