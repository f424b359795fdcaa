import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { listPresets } from '#lib/domain/presets/list-presets.ts';
import { mayOffer } from '#lib/domain/presets/preset-row.ts';
import { PresetEditor } from '../_form/preset-editor.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('presets.form');
  return { title: t('title') };
}

export default async function OfferPresetPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!(await mayOffer({ ctx, tx: ctx.db }))) return <ForbiddenState permission="preset:write" />;
  const [{ catalogueId }, open] = await Promise.all([
    searchParams,
    listPresets(ctx, { state: 'unoffered', limit: 200 }),
  ]);
  const catalogue = open.items.map(({ catalogueId: id, name, kind, reason }) => ({
    id: id ?? '',
    name,
    kind,
    unsupported: reason === 'unsupported',
  }));
  const chosen = catalogue.find(({ id, unsupported }) => id === catalogueId && !unsupported);
  return <PresetEditor preset={null} catalogue={catalogue} catalogueId={chosen?.id ?? null} />;
}
