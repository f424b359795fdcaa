import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JOB_LIST } from '#components/job/job-list-params.ts';
import { listCompressionJobs } from '#lib/domain/compression/list-compression-jobs.ts';
import { ListPage, type ListPageProps } from '../_components/list-page.tsx';
import { CompressionView } from './_components/compression-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('compression');
  return { title: t('title') };
}

export default function CompressionPage({ searchParams }: ListPageProps) {
  return (
    <ListPage
      verb={listCompressionJobs}
      kind="job"
      part="compression"
      list={JOB_LIST}
      searchParams={searchParams}
      view={() => <CompressionView />}
    />
  );
}
