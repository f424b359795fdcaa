import type { Metadata } from 'next';
import { cache } from 'react';
import { FIRST_POINTS, metricsQuery } from '#components/job/metrics-query.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getJobMetrics } from '#lib/domain/jobs/get-job-metrics.ts';
import { getTuningJob } from '#lib/domain/tuning/get-tuning-job.ts';
import { itemForPage, listForPage } from '#lib/http/page-data.ts';
import { TuningJobView } from './_components/tuning-job-view.tsx';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return ctx.permissions.has('tuning:read') ? itemForPage(getTuningJob(ctx, { id })) : null;
});

/** The curves come with the page when it opens on them: asked for by the browser they are drawn a second later. */
async function loadCurves(id: string, zoom: string | null) {
  const { queryKey, params } = metricsQuery(id, FIRST_POINTS, zoom);
  return [queryKey, await listForPage(getJobMetrics(await pageContext(), { id, ...params }))] as const;
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const job = await load((await params).id);
  return { title: job?.name };
}

export default async function TuningJobPage({ params, searchParams }: Props) {
  const job = await load((await params).id);
  if (!job) return <ForbiddenState permission="tuning:read" />;
  const { tab, zoom } = await searchParams;
  const curves = tab === 'curves' ? [await loadCurves(job.id, typeof zoom === 'string' ? zoom : null)] : [];
  return (
    <PrimedQueries queries={[[['job', job.id, 'tuning'], job], ...curves]}>
      <TuningJobView id={job.id} />
    </PrimedQueries>
  );
}
