import type { Metadata } from 'next';
import { cache } from 'react';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getModel } from '#lib/domain/models/get-model.ts';
import { itemForPage } from '#lib/http/page-data.ts';
import { ModelView } from './_components/model-view.tsx';

type Props = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return ctx.permissions.has('model:read') ? itemForPage(getModel(ctx, { modelId: id })) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const model = await load((await params).id);
  return { title: model?.name };
}

export default async function ModelPage({ params }: Props) {
  const model = await load((await params).id);
  if (!model) return <ForbiddenState permission="model:read" />;
  return (
    <PrimedQueries queries={[[['model', model.id], model]]}>
      <ModelView id={model.id} />
    </PrimedQueries>
  );
}
