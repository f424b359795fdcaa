import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listPresets } from '#lib/domain/presets/list-presets.ts';
import { mayOffer } from '#lib/domain/presets/preset-row.ts';
import { ListPage, type ListPageProps } from '../../_components/list-page.tsx';
import { PresetsView } from './_components/presets-view.tsx';
import { PRESET_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('presets');
  return { title: t('title') };
}

export default function PresetsPage({ searchParams }: ListPageProps) {
  return (
    <ListPage
      verb={listPresets}
      kind="preset"
      list={PRESET_LIST}
      searchParams={searchParams}
      view={async (ctx) => <PresetsView offerer={await mayOffer({ ctx, tx: ctx.db })} />}
    />
  );
}
