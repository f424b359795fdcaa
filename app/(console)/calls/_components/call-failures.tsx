'use client';

import { useTranslations } from 'next-intl';
import { parseAsString, useQueryStates } from 'nuqs';
import type { CallFilterState } from '#components/calls/use-call-filter.ts';
import { useCalls } from '#components/calls/use-calls.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { CallFailures } from '#lib/contracts/calls.ts';

/** What a code means in the reader's language, and the sentence that the caller got. */
function FailureWords({ code, message }: { code: string; message: string }) {
  const titles = useTranslations('playground.failure.codes');
  const key = `${code.replaceAll('.', '_')}.title`;
  if (!titles.has(key)) return message || '—';
  return (
    <>
      <span className="block">{titles(key)}</span>
      {message ? <span className="block text-muted-foreground text-xs">{message}</span> : null}
    </>
  );
}

/** Why calls failed, most frequent first; a row leads to the calls behind it. */
export function CallFailureTable({ filter }: { filter: CallFilterState }) {
  const t = useTranslations('calls');
  const format = useFormat();
  const [, setPlace] = useQueryStates(
    { tab: parseAsString, errorCode: parseAsString, cursor: parseAsString, page: parseAsString },
    { history: 'push' },
  );
  const query = useCalls<CallFailures>(filter, '/failures');
  if (query.error && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-40 w-full" />;
  if (query.data.items.length === 0)
    return (
      <EmptyState drawing="search" title={t('noFailures')}>
        {t('noFailuresHint', { count: query.data.calls })}
      </EmptyState>
    );
  return (
    <div className="overflow-x-auto rounded-lg border">
      <Table aria-label={t('tab.failures')}>
        <TableHeader>
          <TableRow>
            <TableHead>{t('failure.code')}</TableHead>
            <TableHead>{t('failure.message')}</TableHead>
            <TableHead className="text-right">{t('failure.status')}</TableHead>
            <TableHead className="text-right">{t('figure.calls')}</TableHead>
            <TableHead className="text-right">{t('failure.share')}</TableHead>
            <TableHead>{t('failure.lastAt')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {query.data.items.map((row) => (
            <TableRow key={`${row.code} ${row.status} ${row.message}`}>
              <TableCell>
                <Button
                  variant="link"
                  className="font-mono"
                  onClick={() =>
                    void setPlace({ tab: 'calls', errorCode: row.code, cursor: null, page: null })
                  }
                >
                  {row.code}
                </Button>
              </TableCell>
              <TableCell className="max-w-xl whitespace-normal">
                <FailureWords code={row.code} message={row.message} />
              </TableCell>
              <TableCell className="text-right tabular-nums">{row.status}</TableCell>
              <TableCell className="text-right tabular-nums">{format.number(row.calls)}</TableCell>
              <TableCell className="text-right tabular-nums">{format.percent(row.share, 1)}</TableCell>
              <TableCell>
                <RelativeTime value={row.lastAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
