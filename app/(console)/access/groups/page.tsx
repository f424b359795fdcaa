import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listKey, listQueryString, readListValues } from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { ListServiceGroupsInput } from '#lib/contracts/service-groups.ts';
import { listServiceGroups } from '#lib/domain/access/list-service-groups.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { GroupsView } from './_components/groups-view.tsx';
import { GROUP_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('access');
  return { title: t('groups.title') };
}

export default async function GroupsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('group:read')) return <ForbiddenState permission="group:read" />;
  const values = readListValues(await searchParams, GROUP_LIST);
  const query = Object.fromEntries(new URLSearchParams(listQueryString(values)));
  const input = ListServiceGroupsInput.safeParse(query);
  const list = input.success ? await listForPage(listServiceGroups(ctx, input.data)) : null;
  return (
    <PrimedQueries queries={[[listKey('serviceGroup', values), list]]}>
      <GroupsView gatewayUrl={ctx.settings.gatewayPublicUrl} />
    </PrimedQueries>
  );
}
