import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listQueryString, readListValues } from '#components/data-table/list-params.ts';
import { JOB_LIST } from '#components/job/job-list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { ListCompressionJobsInput } from '#lib/contracts/compression.ts';
import { listCompressionJobs } from '#lib/domain/compression/list-compression-jobs.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { CompressionView } from './_components/compression-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('compression');
  return { title: t('title') };
}

export default async function CompressionPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('compression:read')) return <ForbiddenState permission="compression:read" />;
  const values = readListValues(await searchParams, JOB_LIST);
  const input = ListCompressionJobsInput.safeParse(
    Object.fromEntries(new URLSearchParams(listQueryString(values))),
  );
  const list = input.success ? await listForPage(listCompressionJobs(ctx, input.data)) : null;
  return (
    <PrimedQueries queries={[[['job', 'list', 'compression', listQueryString(values)], list]]}>
      <CompressionView />
    </PrimedQueries>
  );
}
