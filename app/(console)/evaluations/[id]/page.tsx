import type { Metadata } from 'next';
import { cache } from 'react';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getEvaluation } from '#lib/domain/evaluations/get-evaluation.ts';
import { itemForPage } from '#lib/http/page-data.ts';
import { EvaluationView } from './_components/evaluation-view.tsx';

type Props = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return ctx.permissions.has('evaluation:read') ? itemForPage(getEvaluation(ctx, { id })) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const row = await load((await params).id);
  return { title: row?.name };
}

export default async function EvaluationPage({ params }: Props) {
  const row = await load((await params).id);
  if (!row) return <ForbiddenState permission="evaluation:read" />;
  return (
    <PrimedQueries queries={[[['evaluation', row.id, 'detail'], row]]}>
      <EvaluationView id={row.id} />
    </PrimedQueries>
  );
}
