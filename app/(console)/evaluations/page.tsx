import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listKey, listQueryString, readListValues } from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { ListEvaluationsInput } from '#lib/contracts/evaluations.ts';
import { listEvaluations } from '#lib/domain/evaluations/list-evaluations.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { EvaluationsView } from './_components/evaluations-view.tsx';
import { EVALUATION_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('evaluations');
  return { title: t('title') };
}

export default async function EvaluationsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('evaluation:read')) return <ForbiddenState permission="evaluation:read" />;
  const values = readListValues(await searchParams, EVALUATION_LIST);
  const input = ListEvaluationsInput.safeParse(
    Object.fromEntries(new URLSearchParams(listQueryString(values))),
  );
  const list = input.success ? await listForPage(listEvaluations(ctx, input.data)) : null;
  return (
    <PrimedQueries queries={[[listKey('evaluation', values), list]]}>
      <EvaluationsView />
    </PrimedQueries>
  );
}
