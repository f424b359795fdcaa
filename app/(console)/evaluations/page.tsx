import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listEvaluations } from '#lib/domain/evaluations/list-evaluations.ts';
import { ListPage, type ListPageProps } from '../_components/list-page.tsx';
import { EvaluationsView } from './_components/evaluations-view.tsx';
import { EVALUATION_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('evaluations');
  return { title: t('title') };
}

export default function EvaluationsPage({ searchParams }: ListPageProps) {
  return (
    <ListPage
      verb={listEvaluations}
      kind="evaluation"
      list={EVALUATION_LIST}
      searchParams={searchParams}
      view={() => <EvaluationsView />}
    />
  );
}
