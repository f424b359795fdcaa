import type { Metadata } from 'next';
import { cache } from 'react';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getTuningJob } from '#lib/domain/tuning/get-tuning-job.ts';
import { itemForPage } from '#lib/http/page-data.ts';
import { TuningJobView } from './_components/tuning-job-view.tsx';

type Props = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return ctx.permissions.has('tuning:read') ? itemForPage(getTuningJob(ctx, { id })) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const job = await load((await params).id);
  return { title: job?.name };
}

export default async function TuningJobPage({ params }: Props) {
  const job = await load((await params).id);
  if (!job) return <ForbiddenState permission="tuning:read" />;
  return (
    <PrimedQueries queries={[[['job', job.id, 'tuning'], job]]}>
      <TuningJobView id={job.id} />
    </PrimedQueries>
  );
}
