import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listDatasets } from '#lib/domain/datasets/list-datasets.ts';
import { ListPage, type ListPageProps } from '../_components/list-page.tsx';
import { DatasetsView } from './_components/datasets-view.tsx';
import { DATASET_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('datasets');
  return { title: t('title') };
}

export default function DatasetsPage({ searchParams }: ListPageProps) {
  return (
    <ListPage
      verb={listDatasets}
      kind="dataset"
      list={DATASET_LIST}
      searchParams={searchParams}
      view={() => <DatasetsView />}
    />
  );
}
