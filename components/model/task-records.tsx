'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type DataColumn, DataTable, useListState } from '#components/data-table/index.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { jobHref } from '#components/job/job-href.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { StateBadge } from '#components/status/state-badge.tsx';
import { Link } from '#components/ui/link.tsx';
import { Hint } from '#components/ui/tooltip.tsx';
import type { TaskRecord, TaskRecordList } from '#lib/contracts/templates.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { useFailureText } from './use-failure-text.ts';

/** Task records of a template, a model or a version: live, by pages, newest first. */
export function TaskRecords({ id, path, withModel }: { id: string; path: string; withModel: boolean }) {
  const t = useTranslations('models');
  const explain = useFailureText();
  const state = useListState();
  const query = useQuery({
    queryKey: ['job', 'list', path, state.queryString],
    queryFn: ({ signal }) =>
      apiFetch<TaskRecordList>(`${path}${path.includes('?') ? '&' : '?'}${state.queryString}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const columns: DataColumn<TaskRecord>[] = [
    { id: 'name', header: t('recordName'), cell: (record) => <RecordName record={record} /> },
    { id: 'kind', header: t('recordKind'), cell: (record) => t(`kind.${record.kind}`) },
    {
      id: 'state',
      header: t('stateColumn'),
      cell: (record) => {
        const why = record.failure ? explain(record.failure).summary : record.reason;
        if (!why) return <StateBadge state={record.state} />;
        return (
          <Hint text={why}>
            <button type="button" className="inline-flex min-h-6 cursor-help items-center rounded-sm">
              <StateBadge state={record.state} />
            </button>
          </Hint>
        );
      },
    },
    ...(withModel
      ? [
          {
            id: 'model',
            header: t('recordModel'),
            cell: (record: TaskRecord) =>
              record.modelId && record.versionNumber ? (
                <Link
                  href={`/models/${record.modelId}/versions/${record.versionNumber}`}
                  className="text-link hover:underline"
                >
                  {record.modelName} {versionLabel(record.versionNumber)}
                </Link>
              ) : (
                t('gone')
              ),
          },
        ]
      : []),
    {
      id: 'createdAt',
      header: t('createdAt'),
      cell: (record) => <RelativeTime value={record.createdAt} />,
    },
    {
      id: 'createdBy',
      header: t('createdBy'),
      cell: (record) => record.createdByName ?? '',
      defaultHidden: true,
    },
  ];
  return (
    <DataTable
      id={id}
      label={t('tasks')}
      columns={columns}
      state={state}
      query={query}
      rowId={(record) => record.id}
      rowName={(record) => record.name}
      empty={
        <EmptyState drawing="jobs" title={t('noTasks')}>
          {t('noTasksHint')}
        </EmptyState>
      }
    />
  );
}

function RecordName({ record }: { record: TaskRecord }) {
  const href = jobHref(record);
  if (!href) return record.name;
  return (
    <Link
      href={href}
      data-row-stop=""
      className="inline-flex min-h-6 items-center rounded-sm font-medium hover:text-link hover:underline"
    >
      {record.name}
    </Link>
  );
}
