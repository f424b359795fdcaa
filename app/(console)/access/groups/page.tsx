import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listServiceGroups } from '#lib/domain/access/list-service-groups.ts';
import { ListPage, type ListPageProps } from '../../_components/list-page.tsx';
import { GroupsView } from './_components/groups-view.tsx';
import { GROUP_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('access');
  return { title: t('groups.title') };
}

export default function GroupsPage({ searchParams }: ListPageProps) {
  return (
    <ListPage
      verb={listServiceGroups}
      kind="serviceGroup"
      list={GROUP_LIST}
      searchParams={searchParams}
      view={(ctx) => <GroupsView gatewayUrl={ctx.settings.gatewayPublicUrl} />}
    />
  );
}
