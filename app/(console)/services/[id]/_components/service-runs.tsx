'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { ErrorState } from '#components/states/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { ServiceRunList } from '#lib/contracts/service-history.ts';

/** 运行记录: from each start to the stop after it. */
export function ServiceRuns({ id }: { id: string }) {
  const t = useTranslations('services.run');
  const format = useFormat();
  const query = useQuery({
    queryKey: ['service', id, 'runs'],
    queryFn: ({ signal }) => apiFetch<ServiceRunList>(`/api/v1/services/${id}/runs?limit=100`, { signal }),
  });
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton className="h-64 w-full" />
    );
  const why = (reason: string): string => {
    const key = reason.replaceAll('.', '_');
    return t.has(`end.${key}`) ? t(`end.${key}`) : reason;
  };
  return (
    <div className="rounded-lg border">
      <Table aria-label={t('label')}>
        <TableHeader>
          <tr>
            <TableHead>{t('number')}</TableHead>
            <TableHead>{t('startedAt')}</TableHead>
            <TableHead>{t('startedBy')}</TableHead>
            <TableHead>{t('endedAt')}</TableHead>
            <TableHead>{t('endReason')}</TableHead>
            <TableHead className="text-right">{t('instanceTime')}</TableHead>
            <TableHead className="text-right">{t('calls')}</TableHead>
            <TableHead className="text-right">{t('cost')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {query.data.items.map((run) => (
            <TableRow key={run.number}>
              <TableCell className="font-mono">{run.number}</TableCell>
              <TableCell>
                <RelativeTime value={run.startedAt} />
              </TableCell>
              <TableCell>{run.startedByName ?? '—'}</TableCell>
              <TableCell>{run.endedAt ? <RelativeTime value={run.endedAt} /> : t('running')}</TableCell>
              <TableCell>{run.endReason ? why(run.endReason) : '—'}</TableCell>
              <TableCell className="text-right">{format.duration(run.instanceSeconds)}</TableCell>
              <TableCell className="text-right font-mono">{format.number(run.calls)}</TableCell>
              <TableCell className="text-right">
                {run.fen === 0 ? t('free') : format.money(run.fen)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
