import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listKey, listQueryString, readListValues } from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { ListModelsInput } from '#lib/contracts/models.ts';
import { listModels } from '#lib/domain/models/list-models.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { ModelsView } from './_components/models-view.tsx';
import { MODEL_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('models');
  return { title: t('title') };
}

export default async function ModelsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('model:read')) return <ForbiddenState permission="model:read" />;
  const values = readListValues(await searchParams, MODEL_LIST);
  // Read the way REST reads it, so that a strange address is refused in one place.
  const input = ListModelsInput.safeParse(Object.fromEntries(new URLSearchParams(listQueryString(values))));
  const list = input.success ? await listForPage(listModels(ctx, input.data)) : null;
  return (
    <PrimedQueries queries={[[listKey('model', values), list]]}>
      <ModelsView />
    </PrimedQueries>
  );
}
