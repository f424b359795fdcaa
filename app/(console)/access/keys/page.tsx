import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listKey, listQueryString, readListValues } from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { ListApiKeysInput } from '#lib/contracts/api-keys.ts';
import { listApiKeys } from '#lib/domain/access/list-api-keys.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { KeysView } from './_components/keys-view.tsx';
import { KEY_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('access');
  return { title: t('keys.title') };
}

export default async function KeysPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('key:read')) return <ForbiddenState permission="key:read" />;
  const values = readListValues(await searchParams, KEY_LIST);
  const input = ListApiKeysInput.safeParse(Object.fromEntries(new URLSearchParams(listQueryString(values))));
  const list = input.success ? await listForPage(listApiKeys(ctx, input.data)) : null;
  return (
    <PrimedQueries queries={[[listKey('apiKey', values), list]]}>
      <KeysView ownId={ctx.user.id} gatewayUrl={ctx.settings.gatewayPublicUrl} />
    </PrimedQueries>
  );
}
