import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listApiKeys } from '#lib/domain/access/list-api-keys.ts';
import { ListPage, type ListPageProps } from '../../_components/list-page.tsx';
import { KeysView } from './_components/keys-view.tsx';
import { KEY_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('access');
  return { title: t('keys.title') };
}

export default function KeysPage({ searchParams }: ListPageProps) {
  return (
    <ListPage
      verb={listApiKeys}
      kind="apiKey"
      list={KEY_LIST}
      searchParams={searchParams}
      view={(ctx) => <KeysView ownId={ctx.user.id} gatewayUrl={ctx.settings.gatewayPublicUrl} />}
    />
  );
}
