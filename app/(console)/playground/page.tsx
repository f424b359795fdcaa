import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getConversation } from '#lib/domain/playground/get-conversation.ts';
import { listCallableServices } from '#lib/domain/playground/list-callable-services.ts';
import { listConversations } from '#lib/domain/playground/list-conversations.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { PlaygroundView } from './_components/playground-view.tsx';
import { conversationKey, HISTORY_KEY, PANELS_COOKIE, SERVICES_KEY } from './keys.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('playground');
  return { title: t('title') };
}

export default async function PlaygroundPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('playground:use')) return <ForbiddenState permission="playground:use" />;
  const [{ c }, jar] = await Promise.all([searchParams, cookies()]);
  const id = typeof c === 'string' ? c : null;
  const [services, history, conversation] = await Promise.all([
    listCallableServices(ctx, {}),
    listConversations(ctx, { limit: 200 }),
    id ? listForPage(getConversation(ctx, { id })) : null,
  ]);
  const panels = jar.get(PANELS_COOKIE)?.value ?? 'workbench,history';
  return (
    <PrimedQueries
      queries={[
        [SERVICES_KEY, services],
        [[...HISTORY_KEY, ''], history],
        ...(id ? [[conversationKey(id), conversation] as const] : []),
      ]}
    >
      <PlaygroundView panels={panels.split(',')} />
    </PrimedQueries>
  );
}
