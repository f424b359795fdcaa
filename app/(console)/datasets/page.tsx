import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listKey, listQueryString, readListValues } from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { ListDatasetsInput } from '#lib/contracts/datasets.ts';
import { listDatasets } from '#lib/domain/datasets/list-datasets.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { DatasetsView } from './_components/datasets-view.tsx';
import { DATASET_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('datasets');
  return { title: t('title') };
}

export default async function DatasetsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('dataset:read')) return <ForbiddenState permission="dataset:read" />;
  const values = readListValues(await searchParams, DATASET_LIST);
  // Read the way REST reads it, so that a strange address is refused in one place.
  const input = ListDatasetsInput.safeParse(Object.fromEntries(new URLSearchParams(listQueryString(values))));
  const list = input.success ? await listForPage(listDatasets(ctx, input.data)) : null;
  return (
    <PrimedQueries queries={[[listKey('dataset', values), list]]}>
      <DatasetsView />
    </PrimedQueries>
  );
}
