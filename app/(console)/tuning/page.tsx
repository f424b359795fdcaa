import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JOB_LIST } from '#components/job/job-list-params.ts';
import { listTuningJobs } from '#lib/domain/tuning/list-tuning-jobs.ts';
import { ListPage, type ListPageProps } from '../_components/list-page.tsx';
import { TuningView } from './_components/tuning-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tuning');
  return { title: t('title') };
}

export default function TuningPage({ searchParams }: ListPageProps) {
  return (
    <ListPage
      verb={listTuningJobs}
      kind="job"
      part="tuning"
      list={JOB_LIST}
      searchParams={searchParams}
      view={() => <TuningView />}
    />
  );
}
