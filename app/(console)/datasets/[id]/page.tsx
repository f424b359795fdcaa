import type { Metadata } from 'next';
import { cache } from 'react';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getDataset } from '#lib/domain/datasets/get-dataset.ts';
import { getDatasetVersion } from '#lib/domain/datasets/get-dataset-version.ts';
import { listDatasetVersions } from '#lib/domain/datasets/list-dataset-versions.ts';
import { itemForPage, listForPage } from '#lib/http/page-data.ts';
import { DatasetView } from './_components/dataset-view.tsx';
import { datasetKey, versionKey, versionsKey } from './keys.ts';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return ctx.permissions.has('dataset:read') ? itemForPage(getDataset(ctx, { id })) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const dataset = await load((await params).id);
  return { title: dataset?.name };
}

export default async function DatasetPage({ params, searchParams }: Props) {
  const dataset = await load((await params).id);
  if (!dataset) return <ForbiddenState permission="dataset:read" />;
  const ctx = await pageContext();
  const asked = Number((await searchParams).version);
  const number = Number.isInteger(asked) && asked > 0 ? asked : dataset.latest?.number;
  const [versions, version] = await Promise.all([
    listForPage(listDatasetVersions(ctx, { id: dataset.id, limit: 200 })),
    number ? listForPage(getDatasetVersion(ctx, { id: dataset.id, number })) : null,
  ]);
  return (
    <PrimedQueries
      queries={[
        [datasetKey(dataset.id), dataset],
        [versionsKey(dataset.id), versions],
        [versionKey(dataset.id, number ?? 0), version],
      ]}
    >
      <DatasetView id={dataset.id} />
    </PrimedQueries>
  );
}
