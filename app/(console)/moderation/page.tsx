import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listKey, listQueryString, readListValues } from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { ListWordListsInput } from '#lib/contracts/moderation.ts';
import { listWordLists } from '#lib/domain/moderation/list-word-lists.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { ModerationView } from './_components/moderation-view.tsx';
import { WORD_LISTS } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('moderation');
  return { title: t('title') };
}

export default async function ModerationPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('moderation:write')) return <ForbiddenState permission="moderation:write" />;
  const values = readListValues(await searchParams, WORD_LISTS);
  const query = Object.fromEntries(new URLSearchParams(listQueryString(values)));
  const input = ListWordListsInput.safeParse(query);
  const list = input.success ? await listForPage(listWordLists(ctx, input.data)) : null;
  return (
    <PrimedQueries queries={[[listKey('wordList', values), list]]}>
      <ModerationView />
    </PrimedQueries>
  );
}
