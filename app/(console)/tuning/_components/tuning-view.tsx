'use client';

import { GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { DataTable, type RowAction, useListQuery, useListState } from '#components/data-table/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { EngineStrip } from '#components/job/engine-strip.tsx';
import { useJobGates } from '#components/job/use-job-gates.ts';
import { CreateLink } from '#components/permission/create-link.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { JOB_STATES } from '#lib/contracts/job-state.ts';
import { MAX_COMPARED, TuningJobSummary } from '#lib/contracts/tuning.ts';
import { TUNING_LIST } from '../list.ts';
import { useTuningColumns } from './tuning-columns.tsx';
import { type Acting, TuningDialogs } from './tuning-dialogs.tsx';
import { useResumeLabel } from './use-resume-label.ts';

/** The account's tunings, kept current while they run. */
export function TuningView() {
  const t = useTranslations('tuning');
  const states = useTranslations('status.state');
  const format = useFormat();
  const missing = useMissing('tuning:write');
  const gates = useJobGates('tuning:write');
  const resumeLabel = useResumeLabel();
  const columns = useTuningColumns();
  const state = useListState(TUNING_LIST);
  const query = useListQuery({ kind: 'job', path: '/api/v1/tuning-jobs', item: TuningJobSummary, state });
  const [acting, setActing] = useState<Acting | null>(null);
  const facets = useMemo(
    () => [
      {
        id: 'state',
        label: t('stateColumn'),
        options: JOB_STATES.map((value) => ({ value, label: states(value) })),
      },
    ],
    [t, states],
  );
  const rowActions = (job: TuningJobSummary): RowAction[] => {
    const gate = gates(job);
    const act = (kind: Acting['kind']) => ({ onSelect: () => setActing({ kind, job }) });
    return [
      { id: 'open', label: t('open'), href: `/tuning/${job.id}` },
      { id: 'stop', label: t('stop'), disabledReason: gate.stop, ...act('stop') },
      {
        id: 'resume',
        label: resumeLabel(job),
        disabledReason: gate.resume,
        ...act('resume'),
      },
      { id: 'clone', label: t('clone'), disabledReason: gate.clone, href: `/tuning/create?clone=${job.id}` },
      {
        id: 'delete',
        label: t('delete'),
        destructive: true,
        disabledReason: gate.delete,
        ...act('delete'),
      },
    ];
  };
  const create = (
    <CreateLink href="/tuning/create" missing={missing}>
      {t('create')}
    </CreateLink>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        count={query.data ? format.number(query.data.total) : undefined}
        description={t('description')}
        actions={create}
      />
      <EngineStrip />
      <DataTable
        id="tuning"
        label={t('title')}
        columns={columns}
        state={state}
        query={query}
        rowId={(job) => job.id}
        rowName={(job) => job.name}
        rowHref={(job) => `/tuning/${job.id}`}
        rowActions={rowActions}
        bulkActions={(jobs) => <CompareButton jobs={jobs} />}
        facets={facets}
        searchLabel={t('search')}
        empty={
          <EmptyState
            drawing="jobs"
            title={t('empty')}
            action={
              <>
                {create}
                <Button variant="outline" asChild>
                  <Link href="/square">{t('toSquare')}</Link>
                </Button>
              </>
            }
          >
            {t('emptyHint')}
          </EmptyState>
        }
      />
      <TuningDialogs acting={acting} onClose={() => setActing(null)} />
    </>
  );
}

function CompareButton({ jobs }: { jobs: readonly TuningJobSummary[] }) {
  const t = useTranslations('tuning.compare');
  const reason =
    jobs.length < 2 ? t('tooFew') : jobs.length > MAX_COMPARED ? t('tooMany', { max: MAX_COMPARED }) : '';
  if (reason)
    return (
      <Button variant="outline" disabledReason={reason}>
        <GitCompareArrows />
        {t('action')}
      </Button>
    );
  return (
    <Button asChild>
      <Link href={`/tuning/compare?ids=${jobs.map((job) => job.id).join(',')}`}>
        <GitCompareArrows />
        {t('action')}
      </Link>
    </Button>
  );
}
