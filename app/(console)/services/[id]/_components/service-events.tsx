'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useServiceReasonText } from '#components/service/use-service-reason.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { ServiceEvent, ServiceEventList } from '#lib/contracts/service-history.ts';

const VARIANT = { info: 'neutral', warning: 'warning', error: 'danger' } as const;

/** What happened to a service in the last month, newest first. */
export function ServiceEvents({ id }: { id: string }) {
  const t = useTranslations('services.event');
  const words = useEventText();
  const query = useInfiniteQuery({
    queryKey: ['service', id, 'events'],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<ServiceEventList>(
        `/api/v1/services/${id}/events?${new URLSearchParams({ limit: '50', ...(pageParam ? { cursor: pageParam } : {}) })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton className="h-64 w-full" />
    );
  const events = query.data.pages.flatMap((page) => page.items);
  if (events.length === 0) return <EmptyState drawing="logs" title={t('empty')} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="rounded-lg border">
        <Table aria-label={t('label')}>
          <TableHeader>
            <tr>
              <TableHead className="w-40">{t('at')}</TableHead>
              <TableHead className="w-24">{t('level')}</TableHead>
              <TableHead>{t('what')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {events.map((event) => (
              <TableRow key={event.number}>
                <TableCell>
                  <RelativeTime value={event.at} />
                </TableCell>
                <TableCell>
                  <Badge variant={VARIANT[event.level]}>{t(`levelOf.${event.level}`)}</Badge>
                </TableCell>
                <TableCell className="whitespace-normal">{words(event)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {query.hasNextPage ? (
        <Button
          variant="outline"
          className="w-fit"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
}

/** Values that the sentence of an event names; what an event lacks is shown as a dash. */
const NAMED = ['person', 'model', 'reason', 'from', 'to', 'seconds', 'hours', 'revision', 'calls'] as const;

function useEventText(): (event: ServiceEvent) => string {
  const t = useTranslations('services.event.code');
  const names = useTranslations('services.form');
  const format = useFormat();
  const reasonText = useServiceReasonText();
  return ({ code, values: told, message }) => {
    const key = code.replaceAll('.', '_');
    if (!t.has(key)) return message;
    const { reason: why } = told;
    // A failure is named by its code, its sentence is English.
    const coded = typeof told.code === 'string' ? `${told.code}: ${why}` : String(why);
    const values = why === undefined ? told : { ...told, reason: reasonText(coded) };
    const shown = Object.fromEntries(
      NAMED.map((name) => {
        const value = values[name];
        return [name, typeof value === 'number' ? format.figure(value) : (value ?? '—')];
      }),
    );
    if (code !== 'settings.changed') return t(key, shown);
    const changes = Object.entries(values)
      .filter(([name]) => name !== 'person')
      .map(([name, change]) => `${names.has(name) ? names(name) : name} ${change}`);
    return t(key, { ...shown, changes: changes.join(', ') });
  };
}
