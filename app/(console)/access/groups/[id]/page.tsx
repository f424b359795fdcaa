import type { Metadata } from 'next';
import { cache } from 'react';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getServiceGroup } from '#lib/domain/access/get-service-group.ts';
import { itemForPage } from '#lib/http/page-data.ts';
import { GroupView } from './_components/group-view.tsx';

type Props = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return ctx.permissions.has('group:read') ? itemForPage(getServiceGroup(ctx, { id })) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const group = await load((await params).id);
  return { title: group?.name };
}

export default async function GroupPage({ params }: Props) {
  const group = await load((await params).id);
  if (!group) return <ForbiddenState permission="group:read" />;
  const { settings } = await pageContext();
  return (
    <PrimedQueries queries={[[['serviceGroup', group.id], group]]}>
      <GroupView id={group.id} gatewayUrl={settings.gatewayPublicUrl} />
    </PrimedQueries>
  );
}
