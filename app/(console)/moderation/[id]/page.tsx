import type { Metadata } from 'next';
import { cache } from 'react';
import { listQueryString, readListValues } from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { ListWordsInput } from '#lib/contracts/moderation.ts';
import { getWordList } from '#lib/domain/moderation/get-word-list.ts';
import { listWords } from '#lib/domain/moderation/list-words.ts';
import { itemForPage, listForPage } from '#lib/http/page-data.ts';
import { WordListView } from './_components/word-list-view.tsx';
import { listOfWordsKey, wordListKey } from './keys.ts';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return ctx.permissions.has('moderation:write') ? itemForPage(getWordList(ctx, { id })) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const list = await load((await params).id);
  return { title: list?.name };
}

export default async function WordListPage({ params, searchParams }: Props) {
  const list = await load((await params).id);
  if (!list) return <ForbiddenState permission="moderation:write" />;
  const ctx = await pageContext();
  const query = listQueryString(readListValues(await searchParams));
  const input = ListWordsInput.safeParse({ id: list.id, ...Object.fromEntries(new URLSearchParams(query)) });
  const words = input.success ? await listForPage(listWords(ctx, input.data)) : null;
  return (
    <PrimedQueries
      queries={[
        [wordListKey(list.id), list],
        [listOfWordsKey(list.id, query), words],
      ]}
    >
      <WordListView id={list.id} />
    </PrimedQueries>
  );
}
