'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import type { CallFilterState } from '#components/calls/use-call-filter.ts';
import { useCalls } from '#components/calls/use-calls.ts';
import { DataTable, useListState } from '#components/data-table/index.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import type { CallList } from '#lib/contracts/calls.ts';
import { useCallColumns } from './call-columns.tsx';

const FACETS = ['failed'] as const;

/** Single calls, newest first, and all of them as CSV. */
export function CallTable({ filter, keepDays }: { filter: CallFilterState; keepDays: number }) {
  const t = useTranslations('calls');
  const columns = useCallColumns();
  const state = useListState({ facetIds: FACETS });
  const [errorCode, setErrorCode] = useQueryState('errorCode', parseAsString);
  const more: Record<string, string> = {};
  const [failed, second] = state.values.facets.failed ?? [];
  if (failed && !second) more.failed = failed;
  if (errorCode) more.errorCode = errorCode;
  const query = useCalls<CallList>(filter, '', {
    ...more,
    limit: state.values.limit,
    ...(state.values.cursor ? { cursor: state.values.cursor } : {}),
  });
  const facets = useMemo(
    () => [
      {
        id: 'failed',
        label: t('column.outcome'),
        options: [
          { value: 'true', label: t('outcome.failed') },
          { value: 'false', label: t('outcome.notFailed') },
        ],
      },
    ],
    [t],
  );
  const save = () => {
    const wanted = filter.query();
    for (const [name, value] of Object.entries(more)) wanted.set(name, value);
    location.assign(`/api/v1/calls/export?${wanted}`);
  };
  return (
    <DataTable
      id="calls"
      label={t('tab.calls')}
      columns={columns}
      state={state}
      query={query}
      rowId={(call) => call.id}
      rowName={(call) => call.requestId}
      facets={facets}
      toolbar={
        <>
          {errorCode ? (
            <Button variant="secondary" onClick={() => void setErrorCode(null)}>
              {t('onlyCode', { code: errorCode })}
            </Button>
          ) : null}
          <Button variant="outline" onClick={save}>
            <Download />
            {t('export')}
          </Button>
        </>
      }
      empty={
        <EmptyState
          drawing="search"
          title={t('empty')}
          action={
            errorCode ? (
              <Button variant="outline" onClick={() => void setErrorCode(null)}>
                {t('onlyCode', { code: errorCode })}
              </Button>
            ) : undefined
          }
        >
          {t('emptyCalls', { count: keepDays })}
        </EmptyState>
      }
    />
  );
}
