import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listWordLists } from '#lib/domain/moderation/list-word-lists.ts';
import { ListPage, type ListPageProps } from '../_components/list-page.tsx';
import { ModerationView } from './_components/moderation-view.tsx';
import { WORD_LISTS } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('moderation');
  return { title: t('title') };
}

export default function ModerationPage({ searchParams }: ListPageProps) {
  return (
    <ListPage
      verb={listWordLists}
      kind="wordList"
      list={WORD_LISTS}
      searchParams={searchParams}
      view={() => <ModerationView />}
    />
  );
}
