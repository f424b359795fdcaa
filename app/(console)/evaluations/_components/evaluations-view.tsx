'use client';

import { Trophy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DataTable, type RowAction, useListQuery, useListState } from '#components/data-table/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { EngineStrip } from '#components/job/engine-strip.tsx';
import { CreateLink } from '#components/permission/create-link.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import { EVALUATION_LIST } from '../list.ts';
import { useEvaluationColumns } from './evaluation-columns.tsx';
import { type Acting, EvaluationDialogs } from './evaluation-dialogs.tsx';
import { useEvaluationGates } from './use-evaluation-gates.ts';
import { useFollowRuns } from './use-follow-runs.ts';

/** The account's evaluations, kept current while they run. */
export function EvaluationsView() {
  const t = useTranslations('evaluations');
  const format = useFormat();
  const gates = useEvaluationGates();
  const columns = useEvaluationColumns();
  const state = useListState(EVALUATION_LIST);
  const query = useListQuery<Evaluation>({ kind: 'evaluation', path: '/api/v1/evaluations', state });
  useFollowRuns(query.data?.items ?? []);
  const [acting, setActing] = useState<Acting | null>(null);
  const rowActions = (row: Evaluation): RowAction[] => {
    const gate = gates(row);
    const act = (kind: Acting['kind']) => ({
      disabledReason: gate[kind],
      onSelect: () => setActing({ kind, row }),
    });
    return [
      { id: 'open', label: t('open'), href: `/evaluations/${row.id}` },
      { id: 'stop', label: t('stop'), ...act('stop') },
      { id: 'resume', label: t('resume'), ...act('resume') },
      {
        id: 'clone',
        label: t('again'),
        disabledReason: gate.clone,
        href: `/evaluations/create?clone=${row.id}`,
      },
      { id: 'delete', label: t('delete'), destructive: true, ...act('delete') },
    ];
  };
  const missing = useMissing('evaluation:write');
  const create = (
    <CreateLink href="/evaluations/create" missing={missing}>
      {t('create')}
    </CreateLink>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        count={query.data ? format.number(query.data.total) : undefined}
        description={t('description')}
        actions={
          <>
            <Button variant="outline" asChild>
              <Link href="/evaluations/leaderboard">
                <Trophy />
                {t('leaderboard.title')}
              </Link>
            </Button>
            {create}
          </>
        }
      />
      <EngineStrip />
      <DataTable
        id="evaluations"
        label={t('title')}
        columns={columns}
        state={state}
        query={query}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        rowHref={(row) => `/evaluations/${row.id}`}
        rowActions={rowActions}
        searchLabel={t('search')}
        empty={
          <EmptyState drawing="jobs" title={t('empty')} action={create}>
            {t('emptyHint')}
          </EmptyState>
        }
      />
      <EvaluationDialogs acting={acting} onClose={() => setActing(null)} />
    </>
  );
}
