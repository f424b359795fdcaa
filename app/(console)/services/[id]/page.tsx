import type { Metadata } from 'next';
import { cache } from 'react';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getService } from '#lib/domain/serving/get-service.ts';
import { itemForPage } from '#lib/http/page-data.ts';
import { ServiceView } from './_components/service-view.tsx';

type Props = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return ctx.permissions.has('service:read') ? itemForPage(getService(ctx, { id })) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const service = await load((await params).id);
  return { title: service?.name };
}

export default async function ServicePage({ params }: Props) {
  const service = await load((await params).id);
  if (!service) return <ForbiddenState permission="service:read" />;
  return (
    <PrimedQueries queries={[[['service', service.id], service]]}>
      <ServiceView id={service.id} />
    </PrimedQueries>
  );
}
