import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getPreset } from '#lib/domain/presets/get-preset.ts';
import { mayOffer } from '#lib/domain/presets/preset-row.ts';
import { itemForPage } from '#lib/http/page-data.ts';
import { PresetEditor } from '../../_form/preset-editor.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('presets.action');
  return { title: t('edit') };
}

export default async function EditPresetPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext();
  if (!(await mayOffer({ ctx, tx: ctx.db }))) return <ForbiddenState permission="preset:write" />;
  const { id } = await params;
  const preset = await itemForPage(getPreset(ctx, { id }));
  return <PresetEditor preset={preset} catalogue={[]} catalogueId={null} />;
}
