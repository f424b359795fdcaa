import type { Metadata } from 'next';
import { cache } from 'react';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getCompressionJob } from '#lib/domain/compression/get-compression-job.ts';
import { itemForPage } from '#lib/http/page-data.ts';
import { CompressionJobView } from './_components/compression-job-view.tsx';

type Props = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return ctx.permissions.has('compression:read') ? itemForPage(getCompressionJob(ctx, { id })) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const job = await load((await params).id);
  return { title: job?.name };
}

export default async function CompressionJobPage({ params }: Props) {
  const job = await load((await params).id);
  if (!job) return <ForbiddenState permission="compression:read" />;
  return (
    <PrimedQueries queries={[[['job', job.id, 'compression'], job]]}>
      <CompressionJobView id={job.id} />
    </PrimedQueries>
  );
}
