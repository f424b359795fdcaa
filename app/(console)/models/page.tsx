import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listModels } from '#lib/domain/models/list-models.ts';
import { ListPage, type ListPageProps } from '../_components/list-page.tsx';
import { ModelsView } from './_components/models-view.tsx';
import { MODEL_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('models');
  return { title: t('title') };
}

export default function ModelsPage({ searchParams }: ListPageProps) {
  return (
    <ListPage
      verb={listModels}
      kind="model"
      list={MODEL_LIST}
      searchParams={searchParams}
      view={() => <ModelsView />}
    />
  );
}
