import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listServices } from '#lib/domain/serving/list-services.ts';
import { ListPage, type ListPageProps } from '../_components/list-page.tsx';
import { ServicesView } from './_components/services-view.tsx';
import { SERVICE_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('services');
  return { title: t('title') };
}

export default function ServicesPage({ searchParams }: ListPageProps) {
  return (
    <ListPage
      verb={listServices}
      kind="service"
      list={SERVICE_LIST}
      searchParams={searchParams}
      view={() => <ServicesView />}
    />
  );
}
