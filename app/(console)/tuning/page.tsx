import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listKey, listQueryString, readListValues } from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { ListTuningJobsInput } from '#lib/contracts/tuning.ts';
import { listTuningJobs } from '#lib/domain/tuning/list-tuning-jobs.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { TuningView } from './_components/tuning-view.tsx';
import { TUNING_LIST } from './list.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tuning');
  return { title: t('title') };
}

export default async function TuningPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has('tuning:read')) return <ForbiddenState permission="tuning:read" />;
  const values = readListValues(await searchParams, TUNING_LIST);
  const input = ListTuningJobsInput.safeParse(
    Object.fromEntries(new URLSearchParams(listQueryString(values))),
  );
  const list = input.success ? await listForPage(listTuningJobs(ctx, input.data)) : null;
  return (
    <PrimedQueries queries={[[listKey('job', values), list]]}>
      <TuningView />
    </PrimedQueries>
  );
}
