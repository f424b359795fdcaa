import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listKey, listQueryString, readListValues } from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { ListServicesInput } from '#lib/contracts/services.ts';
import { listServices } from '#lib/domain/serving/list-services.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { ServicesView } from './_components/services-view.tsx';
import { SERVICE_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('services');
  return { title: t('title') };
}

export default async function ServicesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('service:read')) return <ForbiddenState permission="service:read" />;
  const values = readListValues(await searchParams, SERVICE_LIST);
  const input = ListServicesInput.safeParse(Object.fromEntries(new URLSearchParams(listQueryString(values))));
  const list = input.success ? await listForPage(listServices(ctx, input.data)) : null;
  return (
    <PrimedQueries queries={[[listKey('service', values), list]]}>
      <ServicesView />
    </PrimedQueries>
  );
}
