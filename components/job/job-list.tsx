'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import {
  type DataColumn,
  DataTable,
  type RowAction,
  useListQuery,
  useListState,
} from '#components/data-table/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { CreateLink } from '#components/permission/create-link.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import { JOB_STATES } from '#lib/contracts/values/job-state.ts';
import { EngineStrip } from './engine-strip.tsx';
import { JOB_LIST } from './job-list-params.ts';
import { useJobGates } from './use-job-gates.ts';

/** The account's jobs of one kind, kept current while they run. Words: `AREA`. */
export function JobListPage<T extends JobSummary>({
  area,
  columns,
  onAct,
  more = () => [],
  bulkActions,
  elsewhere,
}: {
  area: 'tuning' | 'compression';
  columns: readonly DataColumn<T>[];
  onAct: (kind: 'stop' | 'delete', job: T) => void;
  /** Actions of this kind alone, between stopping and cloning. */
  more?: (job: T) => RowAction[];
  bulkActions?: (jobs: readonly T[]) => ReactNode;
  /** A second way on, while the list is empty. */
  elsewhere: ReactNode;
}) {
  const t = useTranslations(area);
  const jobs = useTranslations('tuning');
  const states = useTranslations('status.state');
  const format = useFormat();
  const missing = useMissing(`${area}:write`);
  const gates = useJobGates(`${area}:write`);
  const state = useListState(JOB_LIST);
  const query = useListQuery<T>({ kind: 'job', path: `/api/v1/${area}-jobs`, state, part: area });
  const facets = useMemo(
    () => [
      {
        id: 'state',
        label: jobs('stateColumn'),
        options: JOB_STATES.map((value) => ({ value, label: states(value) })),
      },
    ],
    [jobs, states],
  );
  const rowActions = (job: T): RowAction[] => {
    const gate = gates(job);
    const act = (kind: 'stop' | 'delete') => ({
      disabledReason: gate[kind],
      onSelect: () => onAct(kind, job),
    });
    return [
      { id: 'open', label: t('open'), href: `/${area}/${job.id}` },
      { id: 'stop', label: t('stop'), ...act('stop') },
      ...more(job),
      {
        id: 'clone',
        label: t('clone'),
        disabledReason: gate.clone,
        href: `/${area}/create?clone=${job.id}`,
      },
      { id: 'delete', label: t('delete'), destructive: true, ...act('delete') },
    ];
  };
  const create = (
    <CreateLink href={`/${area}/create`} missing={missing}>
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
        id={area}
        label={t('title')}
        columns={columns}
        state={state}
        query={query}
        rowId={(job) => job.id}
        rowName={(job) => job.name}
        rowHref={(job) => `/${area}/${job.id}`}
        rowActions={rowActions}
        bulkActions={bulkActions}
        facets={facets}
        searchLabel={t('search')}
        empty={
          <EmptyState
            drawing="jobs"
            title={t('empty')}
            action={
              <>
                {create}
                {elsewhere}
              </>
            }
          >
            {t('emptyHint')}
          </EmptyState>
        }
      />
    </>
  );
}
