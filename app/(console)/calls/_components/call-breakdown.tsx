'use client';

import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { CallFilterState } from '#components/calls/use-call-filter.ts';
import { useCalls } from '#components/calls/use-calls.ts';
import { useFormat } from '#components/format/use-format.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { CallBreakdown, CallBreakdownRow } from '#lib/contracts/calls.ts';
import { BREAKDOWNS } from '#lib/contracts/values/calls.ts';

const FIGURES = ['calls', 'failures', 'success', 'promptTokens', 'completionTokens', 'latency'] as const;

/** Calls by model, service or caller; a row leads to its own monitoring. */
export function CallBreakdownTable({ filter }: { filter: CallFilterState }) {
  const t = useTranslations('calls');
  const format = useFormat();
  const [by, setBy] = useQueryState('by', parseAsStringLiteral(BREAKDOWNS).withDefault('model'));
  const query = useCalls<CallBreakdown>(filter, '/breakdown', { by });
  const rows = query.data?.items ?? [];
  const nameOf = (row: CallBreakdownRow) =>
    row.kind === 'playground' ? t('playground') : (row.name ?? t('deleted', { id: row.id.slice(-6) }));
  const write: Record<(typeof FIGURES)[number], (row: CallBreakdownRow) => string> = {
    calls: (row) => format.number(row.calls),
    failures: (row) => format.number(row.failures),
    success: (row) => (row.calls === 0 ? '—' : format.percent((row.calls - row.failures) / row.calls, 2)),
    promptTokens: (row) => format.compact(row.promptTokens),
    completionTokens: (row) => format.compact(row.completionTokens),
    latency: (row) => (row.latency ? format.duration(row.latency.p95 / 1000) : '—'),
  };
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t('by.title')}</legend>
        {BREAKDOWNS.map((name) => (
          <Button
            key={name}
            variant={by === name ? 'secondary' : 'ghost'}
            aria-pressed={by === name}
            onClick={() => void setBy(name)}
          >
            {t(`by.${name}`)}
          </Button>
        ))}
      </fieldset>
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton className="h-40 w-full" />
      ) : rows.length === 0 ? (
        <EmptyState drawing="search" title={t('empty')}>
          {t(filter.filtered ? 'emptyFiltered' : 'emptyHint')}
        </EmptyState>
      ) : (
        <div className="overflow-x-auto rounded-lg border">
          <Table aria-label={t(`by.${by}`)}>
            <TableHeader>
              <TableRow>
                <TableHead>{t(`by.${by}`)}</TableHead>
                {FIGURES.map((name) => (
                  <TableHead key={name} className="text-right">
                    {t(`figure.${name}`)}
                  </TableHead>
                ))}
              </TableRow>
            </TableHeader>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={row.id}>
                  <TableCell>
                    <Button variant="link" onClick={() => filter.show(row.filter)}>
                      {nameOf(row)}
                    </Button>
                    {row.detail ? (
                      <span className="ml-2 text-muted-foreground text-xs">{row.detail}</span>
                    ) : null}
                  </TableCell>
                  {FIGURES.map((name) => (
                    <TableCell key={name} className="text-right tabular-nums">
                      {write[name](row)}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </div>
  );
}
