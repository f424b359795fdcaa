'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { StateBadge } from '#components/status/state-badge.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { Failure } from '#lib/contracts/agent/index.ts';
import type { JobEvent, JobSummary } from '#lib/contracts/jobs.ts';
import { splitReason } from '#lib/contracts/values/reason.ts';
import { useJobFailureText } from './failure-text.ts';
import { useReasonText } from './reason.tsx';
import { useJobEvents } from './use-job-events.ts';

/** Everything that happened to a job: states, checkpoints, files, resumptions. */
export function JobEvents({ id, kind }: Pick<JobSummary, 'id' | 'kind'>) {
  const t = useTranslations('tuning.events');
  const query = useJobEvents(id);
  if (query.error && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-64 w-full" />;
  const events = query.data.pages.flatMap((page) => page.items);
  if (events.length === 0) return <EmptyState drawing="logs" title={t('empty')} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="rounded-lg border">
        <Table aria-label={t('label')}>
          <TableHeader>
            <tr>
              <TableHead>{t('at')}</TableHead>
              <TableHead>{t('what')}</TableHead>
              <TableHead>{t('detail')}</TableHead>
              <TableHead className="text-right">{t('attempt')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {events.map((event) => (
              <TableRow key={event.number}>
                <TableCell className="w-32">
                  <RelativeTime value={event.at} focusable />
                </TableCell>
                <TableCell className="w-32">
                  {event.state ? (
                    <StateBadge state={event.state} />
                  ) : (
                    <Badge variant="outline">{t(`type.${event.type}`)}</Badge>
                  )}
                </TableCell>
                <TableCell className="whitespace-normal">
                  <EventDetail event={event} kind={kind} />
                </TableCell>
                <TableCell className="text-right font-mono">{event.attempt}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {query.hasNextPage ? (
        <Button
          variant="outline"
          className="self-center"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('older')}
        </Button>
      ) : null}
    </div>
  );
}

function EventDetail({ event, kind }: { event: JobEvent; kind: JobSummary['kind'] }): ReactNode {
  const t = useTranslations('tuning.events');
  const format = useFormat();
  const reasons = useReasonText();
  const explain = useJobFailureText(kind);
  const data = event.data ?? {};
  if (typeof data.step === 'number' && (event.type === 'checkpoint' || event.type === 'resumed'))
    return t(event.type === 'checkpoint' ? 'savedAt' : 'resumedAt', { step: format.number(data.step) });
  if (event.type === 'artifact')
    return (
      <span className="flex flex-wrap items-center gap-x-3">
        <span className="font-mono text-xs">{String(data.name ?? '')}</span>
        {typeof data.sizeBytes === 'number' ? format.bytes(data.sizeBytes) : null}
        {typeof data.uri === 'string' ? <CopyId value={data.uri} /> : null}
      </span>
    );
  // Parsed when the agent told it.
  const failure = data.failure as Failure | null | undefined;
  if (failure) return explain(failure).summary;
  if (event.message === null) return '';
  const { code, sentence } = splitReason(event.message);
  return reasons.byCode(typeof data.code === 'string' ? data.code : code, sentence);
}
