import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readListValues } from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { listTemplates } from '#lib/domain/models/list-templates.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { SquareView } from './_components/square-view.tsx';
import { FACETS, squareKey } from './facets.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('square');
  return { title: t('title') };
}

export default async function SquarePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('square:read')) return <ForbiddenState permission="square:read" />;
  const values = readListValues(await searchParams, { facetIds: FACETS });
  const list = await listForPage(listTemplates(ctx, { limit: 200, search: values.search, ...values.facets }));
  return (
    <PrimedQueries queries={[[squareKey(values), list]]}>
      <SquareView />
    </PrimedQueries>
  );
}
